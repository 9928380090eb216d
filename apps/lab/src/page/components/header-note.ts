import { shallowRef } from 'vue'

/** The note that is shown, and the rectangle of its header in the window; undefined if none is. */
export const shownNote = shallowRef<{ text: string; anchor: DOMRect }>()

/** Shows a note at a header. */
export function showNote(header: Element, text: string): void {
  shownNote.value = { text, anchor: header.getBoundingClientRect() }
}

export function hideNote(): void {
  shownNote.value = undefined
}
