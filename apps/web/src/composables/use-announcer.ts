import { nextTick, ref } from 'vue'

const message = ref('')
let announcedAt = 0

/** One polite live region for the page: App.vue renders the message. */
export function useAnnouncer() {
  async function say(text: string) {
    // The same text twice is no change to a live region, so it is emptied in between.
    message.value = ''
    await nextTick()
    message.value = text
    announcedAt = Date.now()
  }
  return {
    message,
    announce: (text: string) => void say(text),
    /** For what others did: silent right after an announcement of our own. */
    announceUnlessRecent: (text: string, withinMilliseconds = 2000) => {
      if (Date.now() - announcedAt > withinMilliseconds) void say(text)
    },
  }
}
