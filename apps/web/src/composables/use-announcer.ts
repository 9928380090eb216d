import { nextTick, ref } from 'vue'

const message = ref('')
let announcedAt = 0

/** One polite live region for the page: App.vue renders the message. */
export function useAnnouncer() {
  async function setMessage(text: string) {
    // A live region does not announce the same text twice, so it is emptied in between.
    message.value = ''
    await nextTick()
    message.value = text
    announcedAt = Date.now()
  }
  return {
    message,
    announce: (text: string) => void setMessage(text),
    /** For changes by other users: no announcement right after one of the user's own change. */
    announceUnlessRecent: (text: string, withinMilliseconds = 2000) => {
      if (Date.now() - announcedAt > withinMilliseconds) void setMessage(text)
    },
  }
}
