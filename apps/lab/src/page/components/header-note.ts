import { shallowRef } from 'vue'

/** The explanation that is shown now, and where: in the window, under its header. */
export const shownNote = shallowRef<{ text: string; anchor: DOMRect }>()

export function showNote(header: Element, text: string): void {
  shownNote.value = { text, anchor: header.getBoundingClientRect() }
}

export function hideNote(): void {
  shownNote.value = undefined
}
