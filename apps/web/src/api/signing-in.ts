import type { Credentials, Session } from '@repo/api/schemas/session'
import { request } from './client.ts'
import { useMutation } from './mutation.ts'
import { sessionEnded, sessionPath, sessionQuery } from './session.ts'

export function useSignIn() {
  return useMutation({
    mutation: async (body: Credentials) =>
      (await request<Session>('POST', sessionPath, { body })).body,
    onSuccess(now) {
      sessionEnded.value = false
      sessionQuery.set(now)
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutation: () => request('DELETE', sessionPath),
    onSuccess() {
      sessionQuery.set({ user: null })
    },
  })
}
