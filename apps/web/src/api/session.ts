import { defineQuery, useMutation, useQueryCache } from '@pinia/colada'
import type { Credentials, Session } from '@repo/api/schemas'
import { ref } from 'vue'
import { request } from './client.ts'

const path = '/api/session'
const key = ['session']

/** A write was answered 401: the session ended while the page was open. */
export const sessionEnded = ref(false)

/** Who is signed in, if anybody. One query for all who ask. */
export const useSession = defineQuery({
  key,
  query: async ({ signal }) => (await request<Session>('GET', path, { signal })).body,
  // Every row asks: a row that appears is no reason to ask the API again.
  refetchOnMount: false,
})

export function useSignIn() {
  const queries = useQueryCache()
  return useMutation({
    mutation: async (body: Credentials) => (await request<Session>('POST', path, { body })).body,
    onSuccess(session) {
      sessionEnded.value = false
      queries.setQueryData(key, session)
    },
  })
}

export function useSignOut() {
  const queries = useQueryCache()
  return useMutation({
    mutation: async () => {
      await request('DELETE', path)
    },
    onSuccess() {
      queries.setQueryData<Session>(key, { user: null })
    },
  })
}

/** Call it when a write is answered 401. */
export function useEndedSession() {
  const queries = useQueryCache()
  return () => {
    sessionEnded.value = true
    queries.setQueryData<Session>(key, { user: null })
    queries.invalidateQueries({ key }).catch(() => undefined)
  }
}
