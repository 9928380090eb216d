import { shallowRef, watch } from 'vue'
import { stackTabs, type StackId } from './fix-in-stack.ts'

const key = 'cors-lab-stack'

/** The stack whose fixes are shown. The browser remembers it; where it blocks storage, the page does. */
export const chosenStack = shallowRef<StackId>('fastify')

watch(chosenStack, (id) => {
  try {
    localStorage.setItem(key, id)
  } catch {
    // Storage is blocked or full: the choice lasts until the page is left.
  }
})

/** Shows the stack that was chosen before, if the browser remembers one. */
export function restoreStack(): void {
  try {
    const stored = localStorage.getItem(key)
    const tab = stackTabs.find(({ id }) => id === stored)
    if (tab) chosenStack.value = tab.id
  } catch {
    // Storage is blocked: the page has the choice.
  }
}
