import { shallowRef, watch } from 'vue'
import { stackTabs, type StackId } from './fix-in-stack.ts'

const key = 'cors-lab-stack'

/** The stack whose fixes are shown. The browser remembers it; where it blocks storage, the page does. */
export const chosenStack = shallowRef<StackId>(remembered() ?? 'fastify')

watch(chosenStack, (id) => {
  try {
    localStorage.setItem(key, id)
  } catch {
    // Storage is blocked or full: the choice lasts until the page is left.
  }
})

function remembered(): StackId | undefined {
  try {
    const stored = localStorage.getItem(key)
    return stackTabs.find(({ id }) => id === stored)?.id
  } catch {
    return undefined
  }
}
