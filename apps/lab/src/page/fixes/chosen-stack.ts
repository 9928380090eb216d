import { shallowRef, watch } from 'vue'
import { stackTabs, type StackId } from './fix-in-stack.ts'

const key = 'cors-lab-stack'

/** The stack whose fixes are shown. It is stored in localStorage, unless the browser blocks it. */
export const chosenStack = shallowRef<StackId>('fastify')

watch(chosenStack, (id) => {
  try {
    localStorage.setItem(key, id)
  } catch {
    // Storage is blocked or full: the choice lasts until the page is left.
  }
})

/** Sets `chosenStack` from localStorage, if a stack is stored. */
export function restoreStack(): void {
  try {
    const stored = localStorage.getItem(key)
    const tab = stackTabs.find(({ id }) => id === stored)
    if (tab) chosenStack.value = tab.id
  } catch {
    // Storage is blocked: the default stays.
  }
}
