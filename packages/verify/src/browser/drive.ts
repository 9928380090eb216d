import { requestThrough } from './driver.ts'
import { startForwardProxy } from './forward-proxy.ts'
import type { Launched } from './launch.ts'
import { startPageServer } from './page-server.ts'
import { createPages } from './pages.ts'
import { hasRealPage } from './real-page.ts'
import { openTab, type Tab, type TabOptions } from './tab.ts'
import type { BrowserDriver, BrowserOptions } from './types.ts'

/** Time limit for closing a browser. After it, the browser ends with this process. */
const closeMs = 5000

/** Options of a driver for a running browser. */
export interface DriveOptions extends Omit<BrowserOptions, 'browser'>, Pick<TabOptions, 'context'> {
  /**
   * Pages at the user's origins. `deployed`: the real ones. `empty`: empty pages that cors-verify serves at
   * the same origins. `any` (default): the real page of each origin that has one, else an empty page.
   */
  pages?: 'deployed' | 'empty' | 'any'
}

/** Creates a driver for a running browser. Close the driver before the browser. */
export async function driveBrowser(
  launched: Launched,
  options: DriveOptions,
): Promise<BrowserDriver> {
  const { origins, resolve, target, timeoutMs, pages: wanted = 'any' } = options
  const [proxy, pageServer] = await Promise.all([startForwardProxy({ resolve }), startPageServer()])
  const tabs: Tab[] = []
  const isReal = (origin: string) =>
    wanted === 'any' ? hasRealPage(origin, resolve) : Promise.resolve(wanted === 'deployed')
  const pages = createPages({
    target,
    real: new Map(origins.map((origin) => [origin, isReal(origin)])),
    onlyReal: wanted === 'deployed',
    proxy,
    pagePort: pageServer.port,
    async openTab() {
      const tab = await openTab(launched, proxy.url, options)
      tabs.push(tab)
      return tab
    },
  })
  const close = async () => {
    await closeInTime(Promise.all(tabs.map((tab) => tab.close())))
    proxy.close()
    pageServer.close()
  }
  let closing: Promise<void> | undefined
  return {
    name: launched.name,
    version: versionOf(launched),
    ...requestThrough(pages, proxy, timeoutMs),
    close: () => (closing ??= close()),
  }
}

/** The name and version of a browser, such as `Chromium 156.0.8078.73`. */
export function versionOf({ name, browser }: Launched): string {
  const names = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }
  return `${names[name]} ${browser.version()}`
}

/** Waits until a browser or its tabs have closed, five seconds at most. Does not reject. */
export async function closeInTime(closing: Promise<unknown>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, closeMs).unref())
  await Promise.race([closing.catch(() => undefined), late])
}
