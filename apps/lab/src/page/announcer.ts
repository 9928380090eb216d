import { nextTick, ref } from 'vue'

/** The one polite live region: App.vue renders it. */
export const message = ref('')

/** Lets a screen reader read a text. */
export async function announce(text: string): Promise<void> {
  // A live region announces changes only. Emptying it first announces the same text twice.
  message.value = ''
  await nextTick()
  message.value = text
}
