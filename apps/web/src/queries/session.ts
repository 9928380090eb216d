import { defineQuery, useMutation, useQuery, useQueryCache } from '@pinia/colada'
import type { Session } from '@repo/api/schemas/session'
import { useEventListener, useLocalStorage } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { fetchSession, signIn, signOut } from '../api/session.ts'
import { useDrafts } from '../stores/drafts.ts'

const key = ['session'] as const

/** The session of this browser, the same for all its tabs. */
export const useSession = defineQuery(() => {
  const queryCache = useQueryCache()
  const drafts = useDrafts()
  const query = useQuery({
    key,
    query: ({ signal }) => fetchSession(signal),
    refetchOnMount: false,
  })
  /** The signed-in user, `null` if there is none, `undefined` while this is not known. */
  const user = computed(() => query.data.value?.user)
  /** A change was rejected with 401: the session ended while the page was open. */
  const hasExpired = ref(false)

  /** Whether the user was signed in last time: a guess, so that the page reserves the right space. */
  const wasSignedIn = useLocalStorage('was-signed-in', false)
  watch(user, (now) => {
    if (now !== undefined) wasSignedIn.value = now !== null
  })

  const otherTabs = new BroadcastChannel('session')
  useEventListener(otherTabs, 'message', ({ data }: MessageEvent<Session>) => {
    set(data)
    if (!data.user) drafts.clear()
  })

  function set(session: Session) {
    queryCache.cancelQueries({ key })
    queryCache.setQueryData(key, session)
    hasExpired.value = false
  }

  return {
    user,
    hasExpired,
    wasSignedIn,
    error: query.error,
    refetch: query.refetch,
    /** Sets the session in all tabs, after signing in or out. */
    change: (session: Session) => {
      set(session)
      if (!session.user) drafts.clear()
      otherTabs.postMessage(session)
    },
    /** Signs the user out in this tab: the API has rejected a change with 401. Drafts stay. */
    expire: () => {
      set({ user: null })
      hasExpired.value = true
    },
  }
})

export function useSignIn() {
  const session = useSession()
  return useMutation({ mutation: signIn, onSuccess: session.change })
}

export function useSignOut() {
  const session = useSession()
  return useMutation({
    mutation: () => signOut(),
    onSuccess() {
      session.change({ user: null })
    },
  })
}
