import type { Browser } from 'playwright-core'
import { findBrowsers, howToInstall, type BrowserName } from './find-browser.ts'
import { loadPlaywright, type Importer } from './load-playwright.ts'
import type { BrowserOptions } from './types.ts'
import { withTimeout } from './with-timeout.ts'

/** A running browser. */
export interface Launched {
  name: BrowserName
  browser: Browser
}

/** Time limit for starting a browser and opening its first page: on a busy machine more than 30 seconds. */
const startMs = 90_000

/** Without this preference, Firefox does not send requests to loopback names through the proxy. */
export const firefoxUserPrefs = { 'network.proxy.allow_hijacking_localhost': true }

/**
 * Starts a headless browser: tries the builds that {@link findBrowsers} lists until one starts and `isUsable`
 * resolves.
 *
 * @returns the browser, or `missing`: one line that names the package or the browser to install
 */
export async function launchBrowser(
  wanted: BrowserOptions['browser'],
  isUsable: (launched: Launched) => Promise<void>,
  load?: Importer,
): Promise<Launched | { missing: string }> {
  const names = wanted === 'any' ? (['chromium', 'firefox'] as const) : [wanted]
  const playwright = await loadPlaywright(load)
  if (playwright === undefined) return { missing: howToStart(names[0]) }

  const failures: string[] = []
  for (const name of names) {
    for (const { source, launch } of findBrowsers(name, playwright[name].executablePath())) {
      const { launchOptions, ...channel } = launch
      const options = { ...channel, ...launchOptions, timeout: startMs }
      let browser: Browser | undefined
      try {
        browser = await playwright[name].launch(
          name === 'firefox' ? { ...options, firefoxUserPrefs } : options,
        )
        const launched = { name, browser }
        await withTimeout(startMs, 'the first page', isUsable(launched))
        return launched
      } catch (error) {
        await browser?.close().catch(() => undefined)
        failures.push(`${name} (${source}) does not start: ${firstLine(error)}.`)
      }
    }
  }
  const reason =
    failures.length === 0 ? `No ${names.join(' or ')} is installed.` : failures.join(' ')
  return { missing: `${reason} Try: ${howToInstall(names[0], 'playwright-core')}` }
}

function howToStart(name: 'chromium' | 'firefox'): string {
  return (
    'The browser checks need playwright-core. Try: npm i -D playwright-core && ' +
    howToInstall(name, 'playwright-core')
  )
}

function firstLine(error: unknown): string {
  const [line] = String(error instanceof Error ? error.message : error).split('\n', 1)
  return (line ?? '').replace(/[.:]$/, '')
}
