import type { Credentials, Session } from '@repo/api/schemas/session'
import { request } from './client.ts'

const path = '/api/session'

export async function fetchSession(signal: AbortSignal): Promise<Session> {
  return (await request<Session>('GET', path, { signal })).body
}

export async function signIn(body: Credentials): Promise<Session> {
  return (await request<Session>('POST', path, { body })).body
}

export async function signOut(): Promise<void> {
  await request('DELETE', path)
}
