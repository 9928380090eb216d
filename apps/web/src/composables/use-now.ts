import { onScopeDispose, ref } from 'vue'

/** The time, renewed while the component lives, so that "2 minutes ago" stays true. */
export function useNow(everySeconds: number) {
  const now = ref(Date.now())
  const timer = setInterval(() => (now.value = Date.now()), everySeconds * 1000)
  onScopeDispose(() => {
    clearInterval(timer)
  })
  return now
}
