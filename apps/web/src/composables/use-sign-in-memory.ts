import { watch } from 'vue'
import { user } from '../api/session.ts'

const key = 'was-signed-in'

/**
 * Whether this browser was signed in last time: a guess, for the place to reserve until the API
 * has told. Nothing else depends on it.
 */
export function useSignInMemory(): boolean {
  try {
    watch(user, (now) => {
      if (now !== undefined) localStorage.setItem(key, now ? 'yes' : 'no')
    })
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false // Storage is blocked.
  }
}
