import type { Page } from 'playwright-core'
import { fromFirefox, rejectedCookieIn } from './firefox-reasons.ts'
import { waiter, type Watch } from './watch.ts'

/** The last line that Firefox prints for a failed request. */
const last = /CORS request did not succeed/

/** Maximum delay of the console after the page's result. */
const patienceMs = 2000

/** Waiting time for a line that Firefox may not print. */
const graceMs = 20

/**
 * Watches a page through Firefox's console. Playwright emits its lines as errors of the page over WebDriver
 * BiDi, and as console messages with its own build.
 */
export function watchFirefox(page: Page): Watch {
  const texts: string[] = []
  const { changed, until } = waiter()
  const add = (text: string) => {
    texts.push(text)
    changed()
  }
  // Playwright parses the text before the first colon as the name of an error.
  page.on('pageerror', ({ name, message }) => add(name ? `${name}: ${message}` : message))
  page.on('console', (message) => add(message.text()))

  return {
    begin: () => void texts.splice(0),
    async end({ fragment, method }, readable) {
      const about = () => texts.filter((text) => text.includes(fragment))
      if (!readable) await until(() => about().length > 0, patienceMs)
      // "did not succeed" alone may be the second line of two; a rejected cookie has no line to
      // wait for.
      if (readable || about().every((text) => last.test(text))) await until(() => false, graceMs)
      const blockedCookies = texts.flatMap((text) => rejectedCookieIn(text) ?? [])
      return { ...(readable ? {} : fromFirefox(about(), method)), blockedCookies }
    },
  }
}
