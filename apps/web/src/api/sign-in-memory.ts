import type { Session } from '@repo/api/schemas/session'

const key = 'was-signed-in'

/**
 * Whether this browser was signed in last time: a guess, for the place to reserve until the API
 * has told. Nothing else depends on it.
 */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false // Storage is blocked.
  }
}

export function rememberSignIn({ user }: Session) {
  try {
    localStorage.setItem(key, user ? 'yes' : 'no')
  } catch {
    // Storage is blocked.
  }
}
