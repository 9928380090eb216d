import { computed, ref } from 'vue'

/** The way back through a list that only knows its next page: a stack of cursors. */
export function useCursors() {
  const cursors = ref<number[]>([])
  return {
    after: computed(() => cursors.value.at(-1) ?? null),
    /** How many pages lie before this one. */
    depth: computed(() => cursors.value.length),
    next: (cursor: number) => {
      cursors.value.push(cursor)
    },
    previous: () => {
      cursors.value.pop()
    },
    first: () => {
      cursors.value = []
    },
  }
}
