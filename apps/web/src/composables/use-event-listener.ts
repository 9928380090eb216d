import { onScopeDispose } from 'vue'

/** Listens for as long as the component lives. */
export function useEventListener(target: EventTarget, type: string, listener: () => void) {
  target.addEventListener(type, listener)
  onScopeDispose(() => {
    target.removeEventListener(type, listener)
  })
}
