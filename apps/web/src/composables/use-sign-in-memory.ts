import { watch } from 'vue'
import { useSession } from '../api/session.ts'

const key = 'was-signed-in'

/**
 * Whether this browser was signed in last time: a guess, for the place to reserve until the API
 * has told. Nothing else depends on it.
 */
export function useSignInMemory(): boolean {
  const { data: session } = useSession()
  try {
    watch(session, (now) => {
      if (now) localStorage.setItem(key, now.user ? 'yes' : 'no')
    })
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false // Storage is blocked.
  }
}
