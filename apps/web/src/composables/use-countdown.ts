import { onScopeDispose, ref } from 'vue'

/** Counts seconds down to 0. */
export function useCountdown() {
  const seconds = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function startCountdown(from: number) {
    clearInterval(timer)
    seconds.value = from
    timer = setInterval(() => {
      seconds.value = Math.max(0, seconds.value - 1)
      if (seconds.value === 0) clearInterval(timer)
    }, 1000)
  }

  onScopeDispose(() => {
    clearInterval(timer)
  })
  return { seconds, startCountdown }
}
