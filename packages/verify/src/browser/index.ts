import { requestThrough } from './driver.ts'
import { startForwardProxy } from './forward-proxy.ts'
import { launchBrowser, type Launched } from './launch.ts'
import { startPageServer } from './page-server.ts'
import { createPages } from './pages.ts'
import { hasRealPage } from './real-page.ts'
import { openTab, type Tab } from './tab.ts'
import type { BrowserDriver, BrowserOptions } from './types.ts'

export { certificateFor } from './certificate.ts'
export {
  browserNames,
  findBrowser,
  findBrowsers,
  howToInstall,
  type BrowserName,
  type FoundBrowser,
} from './find-browser.ts'
export { startForwardProxy, type ForwardProxy, type ForwardProxyOptions } from './forward-proxy.ts'
export { startPageServer } from './page-server.ts'
export type { BrowserDriver, BrowserOptions, PageFetch, PageOutcome } from './types.ts'

/** How long a browser may take to close before it is left to end with this process. */
const closeMs = 5000

/** A browser that runs, for one verification after the other. */
export interface RunningBrowser extends Pick<BrowserDriver, 'name' | 'version' | 'close'> {
  /** Drives pages against a target, with cookies of their own. Close it before the browser. */
  drive: (options: Omit<BrowserOptions, 'browser'>) => Promise<BrowserDriver>
  /** False after it has crashed or was closed. */
  isConnected: () => boolean
}

/**
 * Starts a browser. Close it.
 *
 * @param load imports one of Playwright's packages, an optional peer
 * @returns or `missing`: one line that names what to install
 */
export async function startBrowser(
  wanted: BrowserOptions['browser'],
  load?: (name: string) => Promise<unknown>,
): Promise<RunningBrowser | { missing: string }> {
  // A Playwright may start a browser that it cannot drive: opening a page shows it.
  const opensPages = async ({ browser }: Launched) => {
    const page = await browser.newPage()
    await page.close()
  }
  const launched = await launchBrowser(wanted, opensPages, load)
  if ('missing' in launched) return launched

  const { name, browser } = launched
  const version = `${name === 'chromium' ? 'Chromium' : 'Firefox'} ${browser.version()}`
  let closing: Promise<void> | undefined
  return {
    name,
    version,
    drive: async (options) => ({ name, version, ...(await drive(launched, options)) }),
    isConnected: () => browser.isConnected(),
    close: () => (closing ??= inTime(browser.close())),
  }
}

/**
 * Starts a browser that sends requests from pages of any origin. Close it.
 *
 * @param load imports one of Playwright's packages, an optional peer
 * @returns or `missing`: one line that names what to install
 */
export async function openBrowser(
  options: BrowserOptions,
  load?: (name: string) => Promise<unknown>,
): Promise<BrowserDriver | { missing: string }> {
  const running = await startBrowser(options.browser, load)
  if ('missing' in running) return running
  try {
    const driver = await running.drive(options)
    // Closing the browser closes its pages.
    const close = () => Promise.all([running.close(), driver.close()]).then(() => undefined)
    return { ...driver, close }
  } catch (error) {
    await running.close()
    throw error
  }
}

async function drive(
  { name, browser }: Launched,
  options: Omit<BrowserOptions, 'browser'>,
): Promise<Omit<BrowserDriver, 'name' | 'version'>> {
  const [proxy, pageServer] = await Promise.all([
    startForwardProxy({ resolve: options.resolve }),
    startPageServer(),
  ])
  const tabs: Tab[] = []
  const pages = createPages({
    target: options.target,
    real: new Map(options.origins.map((origin) => [origin, hasRealPage(origin, options.resolve)])),
    proxy,
    pagePort: pageServer.port,
    async openTab() {
      const tab = await openTab(name, browser, proxy.url, options)
      tabs.push(tab)
      return tab
    },
  })
  const close = async () => {
    await inTime(Promise.all(tabs.map((tab) => tab.close())))
    proxy.close()
    pageServer.close()
  }
  let closing: Promise<void> | undefined
  return {
    ...requestThrough(pages, proxy, options.timeoutMs),
    close: () => (closing ??= close()),
  }
}

/** Waits for a close; after the time limit it is left to the end of this process. */
async function inTime(closing: Promise<unknown>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, closeMs).unref())
  await Promise.race([closing.catch(() => undefined), late])
}
