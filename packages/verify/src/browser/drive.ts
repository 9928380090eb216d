import { requestThrough } from './driver.ts'
import { startForwardProxy } from './forward-proxy.ts'
import type { Launched } from './launch.ts'
import { startPageServer } from './page-server.ts'
import { createPages } from './pages.ts'
import { hasRealPage } from './real-page.ts'
import { openTab, type Tab, type TabOptions } from './tab.ts'
import type { BrowserDriver, BrowserOptions } from './types.ts'

/** How long a browser may take to close before it is left to end with this process. */
const closeMs = 5000

/** Options of a driver for a browser that runs. */
export interface DriveOptions extends Omit<BrowserOptions, 'browser'>, Pick<TabOptions, 'context'> {
  /**
   * The pages of the user's origins: those that are deployed; empty ones, served at the same origins;
   * or, by default, the deployed ones where there are some.
   */
  pages?: 'deployed' | 'empty' | 'any'
}

/** Drives pages of a browser that runs. Close the driver before the browser. */
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

/** Such as `Chromium 156.0.8078.73`. */
export function versionOf({ name, browser }: Launched): string {
  const names = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }
  return `${names[name]} ${browser.version()}`
}

/** Waits for a close; after the time limit it is left to the end of this process. */
export async function closeInTime(closing: Promise<unknown>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, closeMs).unref())
  await Promise.race([closing.catch(() => undefined), late])
}
