import { closeInTime, driveBrowser, versionOf } from './drive.ts'
import { launchBrowser, type Launched } from './launch.ts'
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
export { startTlsFront } from './tls-front.ts'
export type { BrowserDriver, BrowserOptions, PageFetch, PageOutcome } from './types.ts'

/** A running browser, for several runs in sequence. */
export interface RunningBrowser extends Pick<BrowserDriver, 'name' | 'version' | 'close'> {
  /** Creates a driver for one target, with its own cookies. Close it before the browser. */
  drive: (options: Omit<BrowserOptions, 'browser'>) => Promise<BrowserDriver>
  /** False after the browser has crashed or was closed. */
  isConnected: () => boolean
}

/**
 * Starts a browser. Close it.
 *
 * @param load imports one of Playwright's packages, an optional peer dependency
 * @returns the browser, or `missing`: one line that names the package or the browser to install
 */
export async function startBrowser(
  wanted: BrowserOptions['browser'],
  load?: (name: string) => Promise<unknown>,
): Promise<RunningBrowser | { missing: string }> {
  // Playwright may start a browser version that it cannot drive; opening a page then fails.
  const opensPages = async ({ browser }: Launched) => {
    const page = await browser.newPage()
    await page.close()
  }
  const launched = await launchBrowser(wanted, opensPages, load)
  if ('missing' in launched) return launched

  const { name, browser } = launched
  let closing: Promise<void> | undefined
  return {
    name,
    version: versionOf(launched),
    drive: (options) => driveBrowser(launched, options),
    isConnected: () => browser.isConnected(),
    close: () => (closing ??= closeInTime(browser.close())),
  }
}

/**
 * Starts a browser that sends requests from pages of any origin. Close it.
 *
 * @param load imports one of Playwright's packages, an optional peer dependency
 * @returns the driver, or `missing`: one line that names the package or the browser to install
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
