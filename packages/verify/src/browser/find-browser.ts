import { existsSync } from 'node:fs'

export const browserNames = ['chromium', 'firefox', 'webkit'] as const
export type BrowserName = (typeof browserNames)[number]

/** A browser of this machine, and how Playwright starts it. */
export interface FoundBrowser {
  name: BrowserName
  /** Playwright's own build, or the path of the system's. */
  source: string
  /** In the shape of Playwright Test's `use`. */
  launch: { channel?: string; launchOptions?: { executablePath: string } }
}

/** Where systems keep their browsers. Playwright drives no WebKit but its own. */
const systemPaths: Record<BrowserName, readonly string[]> = {
  chromium: [
    // Debian's build without a window starts in half the time; Playwright prefers its own of that kind.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  webkit: [],
}

/**
 * Finds the builds of a browser, the one to prefer first: Playwright's own if it is installed, then
 * those the system has.
 *
 * @param own the path of Playwright's build, `chromium.executablePath()`, whether it exists or not
 */
export function findBrowsers(name: BrowserName, own?: string): FoundBrowser[] {
  const playwrights = own && existsSync(own) ? [{ name, source: 'Playwright', launch: {} }] : []
  // Stock Firefox speaks WebDriver BiDi, which is a channel of its own.
  const channel = name === 'firefox' ? { channel: 'moz-firefox' } : {}
  const systems = systemPaths[name]
    .filter((path) => existsSync(path))
    .map((executablePath) => ({
      name,
      source: executablePath,
      launch: { ...channel, launchOptions: { executablePath } },
    }))
  return [...playwrights, ...systems]
}

/** The build of a browser to prefer. @returns undefined if there is none */
export function findBrowser(name: BrowserName, own?: string): FoundBrowser | undefined {
  return findBrowsers(name, own)[0]
}

/** How to get a browser that is missing. */
export function howToInstall(name: BrowserName, playwright = 'playwright'): string {
  const debian = { chromium: 'chromium', firefox: 'firefox-esr', webkit: undefined }[name]
  const install = `npx ${playwright} install ${name}`
  return debian ? `${install}, or apt-get install ${debian}` : install
}
