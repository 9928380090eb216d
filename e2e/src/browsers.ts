import { chromium, firefox, webkit } from '@playwright/test'
import {
  browserNames,
  findBrowser as findBuild,
  howToInstall,
  type BrowserName,
  type FoundBrowser,
} from 'cors-verify/browser'

export { browserNames, howToInstall, type BrowserName } from 'cors-verify/browser'

const own = { chromium, firefox, webkit }

/**
 * Finds a browser: the build of the Playwright that runs these tests, or else one of the system.
 *
 * @returns undefined if there is none
 */
export function findBrowser(name: BrowserName): FoundBrowser | undefined {
  return findBuild(name, own[name].executablePath())
}

/**
 * Finds all browsers that tests can run in.
 *
 * @throws if there is none
 */
export function installedBrowsers(): FoundBrowser[] {
  const browsers = browserNames.map(findBrowser).filter((browser) => browser !== undefined)
  if (browsers.length === 0) {
    throw new Error(`No browser is installed. Try: ${howToInstall('chromium')}`)
  }
  return browsers
}

/**
 * Starts a browser and closes it. An installed browser may fail to start: a snap stub does, and a build
 * that needs shared libraries that the system lacks.
 *
 * @returns whether it starts
 */
export async function browserStarts(name: BrowserName): Promise<boolean> {
  const found = findBrowser(name)
  if (!found) return false
  const { launchOptions, ...channel } = found.launch
  try {
    await (await own[name].launch({ ...channel, ...launchOptions, timeout: 30_000 })).close()
    return true
  } catch {
    return false
  }
}
