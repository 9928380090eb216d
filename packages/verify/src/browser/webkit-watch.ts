import type { Page } from 'playwright-core'
import { findSymptoms } from '../symptoms/index.ts'
import { waiter, type Watch } from './watch.ts'

/** Maximum delay of the console after the page's result. */
const patienceMs = 1000

/**
 * Watches a page through WebKit's console. Not every text names the request, so all texts between `begin` and
 * `end` are attributed to it.
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
