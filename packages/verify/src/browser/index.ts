import { askThrough } from './driver.ts'
import { startForwardProxy } from './forward-proxy.ts'
import { launchBrowser } from './launch.ts'
import { startPageServer } from './page-server.ts'
import { keepPages } from './pages.ts'
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

/**
 * Starts a browser that asks a target from pages of any origin. Close it.
 *
 * @param load imports one of Playwright's packages, an optional peer
 * @returns or `missing`: one line that says what to install
 */
export async function openBrowser(
  options: BrowserOptions,
  load?: (name: string) => Promise<unknown>,
): Promise<BrowserDriver | { missing: string }> {
  const [proxy, pageServer] = await Promise.all([
    startForwardProxy({ resolve: options.resolve }),
    startPageServer(),
  ])
  const closeServers = () => {
    proxy.close()
    pageServer.close()
  }
  // Asked while the browser starts.
  const real = new Map(
    options.origins.map((origin) => [origin, hasRealPage(origin, options.resolve)]),
  )
  // A Playwright may start a browser that it cannot drive: the first page tells.
  let first: Tab | undefined
  const launched = await launchBrowser(
    options.browser,
    async ({ name, browser }) => {
      first = await openTab(name, browser, proxy.url, options)
    },
    load,
  ).catch((error: unknown) => {
    closeServers()
    throw error
  })
  if ('missing' in launched) {
    closeServers()
    return launched
  }

  const { name, browser } = launched
  const pages = keepPages({
    target: options.target,
    real,
    proxy,
    pagePort: pageServer.port,
    async openTab() {
      const opened = first ?? openTab(name, browser, proxy.url, options)
      first = undefined
      return opened
    },
  })
  let closing: Promise<void> | undefined
  return {
    name,
    version: `${name === 'chromium' ? 'Chromium' : 'Firefox'} ${browser.version()}`,
    ...askThrough(pages, proxy, options.timeoutMs),
    close: () => (closing ??= closeAll()),
  }

  async function closeAll(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, closeMs).unref())
    // No page is closed on its own: the browser takes them along.
    await Promise.race([browser.close().catch(() => undefined), late])
    closeServers()
  }
}
