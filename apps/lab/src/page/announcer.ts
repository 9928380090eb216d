import { nextTick, ref } from 'vue'

/** The one polite live region: App.vue renders it. */
export const message = ref('')

export async function announce(text: string): Promise<void> {
  // The same text twice is no change to a live region, so it is emptied in between.
  message.value = ''
  await nextTick()
  message.value = text
}
