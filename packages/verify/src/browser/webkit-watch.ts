import type { Page } from 'playwright-core'
import { findSymptoms } from '../symptoms/index.ts'
import { waiter, type Watch } from './watch.ts'

/** How long the console may lag behind the page. */
const patienceMs = 1000

/**
 * Watches a page through what WebKit prints to its console. Not every text names the request, so the
 * texts between begin and end count, of one request at a time.
 */
export function watchWebKit(page: Page): Watch {
  const texts: string[] = []
  const { changed, until } = waiter()
  page.on('console', (message) => {
    texts.push(message.text())
    changed()
  })
  const known = () =>
    texts.flatMap((text) => {
      const { found, fields } = findSymptoms(text)
      const reason = found.find(({ symptom }) => symptom.failure !== undefined)?.symptom.failure
      const subject = reason === 'method-not-allowed' ? fields.method : fields.header?.toLowerCase()
      return reason === undefined
        ? []
        : [{ reported: text, failure: { reason, ...(subject ? { subject } : {}) } }]
    })

  return {
    begin: () => void texts.splice(0),
    async end(_request, readable) {
      if (!readable) await until(() => known().length > 0, patienceMs)
      return { ...(readable ? {} : known()[0]), blockedCookies: [] }
    },
  }
}
