import type { Session } from '@repo/api/schemas/session'
import { computed, ref } from 'vue'
import { request } from './client.ts'
import { createQuery } from './query.ts'
import { rememberSignIn } from './sign-in-memory.ts'

export const sessionPath = '/api/session'

/** A write was answered 401: the session ended while the page was open. */
export const sessionEnded = ref(false)

/** Who is signed in, if anybody. One query for all who ask. */
export const sessionQuery = createQuery(
  async (signal) => (await request<Session>('GET', sessionPath, { signal })).body,
  rememberSignIn,
)

/** Whoever is signed in, `null` when nobody is, `undefined` while that is not known. */
export const user = computed(() => sessionQuery.data.value?.user)

/** Call it when a write is answered 401. */
export function endSession() {
  sessionEnded.value = true
  sessionQuery.set({ user: null })
  void sessionQuery.invalidate()
}
