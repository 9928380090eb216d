import type { BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { watchChromium } from './chromium-watch.ts'
import { cookiesFor, type PlantedCookie } from './cookies.ts'
import { watchFirefox } from './firefox-watch.ts'
import type { Launched } from './launch.ts'
import { saveOriginals, sandboxScript } from './page-scripts.ts'
import type { BrowserOptions } from './types.ts'
import type { Watch } from './watch.ts'
import { watchWebKit } from './webkit-watch.ts'

/** Time limit for loading a page: a development server may compile it first. */
const loadMs = 30_000

/** A tab with a page of one origin at a time. */
export interface Tab {
  /** The page, or its sandboxed frame, in which the scripts run. */
  realm: Page | Frame
  watch: Watch
  /** Names of the user's cookies that the browser rejects for the target. */
  rejectedCookies: readonly string[]
  /** Opens a URL, with only the cookies of the user and of the context. Rejects if another origin opens. */
  goTo: (url: string, options?: { opaque?: boolean; real?: boolean }) => Promise<void>
  close: () => Promise<void>
}

/** Options of a tab. */
export interface TabOptions extends Pick<BrowserOptions, 'target' | 'cookies'> {
  /** Options of the context, such as the storage state of a signed-in user. */
  context?: Pick<BrowserContextOptions, 'storageState'>
}

/**
 * Opens a tab in a new context that uses the forward proxy.
 *
 * The context accepts any certificate, since the empty pages have a self-signed one. So the browser does not
 * report an invalid certificate of the target; the HTTP checks do.
 */
export async function openTab(
  { name, browser }: Launched,
  proxy: string,
  { target, cookies, context: contextOptions }: TabOptions,
): Promise<Tab> {
  const context = await browser.newContext({
    ...contextOptions,
    proxy: { server: proxy },
    ignoreHTTPSErrors: true,
    // A service worker of a real page would respond instead of the server.
    serviceWorkers: 'block',
    acceptDownloads: false,
    // In a Playwright test, the options of the project would apply where a context sets none.
    javaScriptEnabled: true,
    offline: false,
  })
  const stored = await context.cookies()
  await context.addInitScript(saveOriginals)
  const page = await context.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
  const watch = (frame?: Frame) => {
    if (name === 'chromium') return watchChromium(context, page, frame)
    return name === 'firefox' ? watchFirefox(page) : watchWebKit(page)
  }
  const pageWatch = await watch()

  const tab: Tab = {
    realm: page,
    watch: pageWatch,
    rejectedCookies: [],
    async goTo(url, { opaque = false, real = false } = {}) {
      const { origin } = new URL(url)
      await context.clearCookies()
      await context.addCookies(stored)
      tab.rejectedCookies = await plant(context, cookiesFor(origin, opaque, target, cookies))
      await page.goto(url, { waitUntil: 'domcontentloaded', timeout: loadMs })
      // A real page may redirect, or be sandboxed by its own headers.
      const arrived = real ? await page.evaluate<string>('self.origin') : new URL(page.url()).origin
      if (arrived !== origin) throw new Error(`${origin} leads to ${arrived}`)
      tab.realm = page
      tab.watch = pageWatch
      if (!opaque) return
      await page.evaluate(`(${sandboxScript})()`)
      const frame = page.frames().find((each) => each !== page.mainFrame())
      if (frame === undefined) throw new Error('the sandboxed frame is missing')
      tab.realm = frame
      // Only Chromium has a separate process, and so a session, for such a frame.
      if (name === 'chromium') tab.watch = await watch(frame)
    },
    close: () => context.close(),
  }
  return tab
}

/** Adds cookies one by one: an invalid one makes a browser reject all cookies of the same call. */
async function plant(context: BrowserContext, cookies: PlantedCookie[]): Promise<string[]> {
  const rejected: string[] = []
  for (const cookie of cookies) {
    await context.addCookies([cookie]).catch(() => rejected.push(cookie.name))
  }
  return rejected
}
