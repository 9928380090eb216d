import type { Page } from 'playwright-core'
import { fromFirefox, rejectedCookieIn } from './firefox-reasons.ts'
import { waiter, type Watch } from './watch.ts'

/** The last line that Firefox prints for a failed request. */
const last = /CORS request did not succeed/

/** How long the console may lag behind the page. */
const patienceMs = 2000

/** How long to wait for a line that may not come. */
const graceMs = 20

/**
 * Watches a page through what Firefox prints to its console. Over WebDriver BiDi Playwright hands
 * that out as errors of the page, with its own build as console messages.
 */
export function watchFirefox(page: Page): Watch {
  const texts: string[] = []
  const { changed, until } = waiter()
  const add = (text: string) => {
    texts.push(text)
    changed()
  }
  // Playwright takes the text up to its first colon for the name of an error.
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
