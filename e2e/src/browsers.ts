import { chromium, firefox, webkit } from '@playwright/test'
import { findBrowser as findBuild, type BrowserName, type FoundBrowser } from 'cors-verify/browser'

export { browserNames, howToInstall, type BrowserName } from 'cors-verify/browser'

const own = { chromium, firefox, webkit }

/**
 * Finds a browser: the build of the Playwright that runs these tests, else one the system has.
 *
 * @returns undefined if there is none
 */
export function findBrowser(name: BrowserName): FoundBrowser | undefined {
  return findBuild(name, own[name].executablePath())
}
