import type { BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { watchChromium } from './chromium-watch.ts'
import { cookiesFor, type PlantedCookie } from './cookies.ts'
import { watchFirefox } from './firefox-watch.ts'
import type { Launched } from './launch.ts'
import { keepOriginals, sandboxScript } from './page-scripts.ts'
import type { BrowserOptions } from './types.ts'
import type { Watch } from './watch.ts'
import { watchWebKit } from './webkit-watch.ts'

/** How long a page may take to load: a development server compiles it first. */
const loadMs = 30_000

/** A page that stands at one origin at a time. */
export interface Tab {
  /** Where scripts run: the page, or its sandboxed frame. */
  realm: Page | Frame
  watch: Watch
  /** Cookies of the user that the browser does not take at all. */
  rejectedCookies: readonly string[]
  /** Goes to an origin, with the cookies of the user and of the context, and no others. Throws if there is no such page. */
  goTo: (url: string, options?: { opaque?: boolean; real?: boolean }) => Promise<void>
  close: () => Promise<void>
}

/** Options of a tab. */
export interface TabOptions extends Pick<BrowserOptions, 'target' | 'cookies'> {
  /** Options of the context, such as the storage state of a signed-in user. */
  context?: Pick<BrowserContextOptions, 'storageState'>
}

/**
 * Opens a page in a context of its own, behind the forward proxy.
 *
 * The context accepts any certificate, since pages of ours have a self-signed one. So a browser
 * here never complains of the target's certificate either: that is for the HTTP checks to report.
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
    // In a Playwright test, a context has the options of the project where it has none of its own.
    javaScriptEnabled: true,
    offline: false,
  })
  const stored = await context.cookies()
  await context.addInitScript(keepOriginals)
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
      // Chromium alone has a process, and so a session, for such a frame.
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
