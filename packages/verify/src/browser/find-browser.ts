import { existsSync } from 'node:fs'

/** Names of the browsers, as in Playwright. */
export const browserNames = ['chromium', 'firefox', 'webkit'] as const
export type BrowserName = (typeof browserNames)[number]

/** A browser that is installed on this machine, with the options for Playwright to start it. */
export interface FoundBrowser {
  name: BrowserName
  /** `Playwright` for its own build, else the path of the executable. */
  source: string
  /** Options as in Playwright Test's `use`. */
  launch: { channel?: string; launchOptions?: { executablePath: string } }
}

/** Paths of browsers that the system has installed. Playwright supports only its own build of WebKit. */
const systemPaths: Record<BrowserName, readonly string[]> = {
  chromium: [
    // Debian's headless build starts in half the time of the full one.
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
 * Lists the installed builds of a browser, in order of preference: Playwright's own, then those of the system.
 *
 * @param own the path of Playwright's build, `chromium.executablePath()`; the file need not exist
 */
export function findBrowsers(name: BrowserName, own?: string): FoundBrowser[] {
  const playwrights = own && existsSync(own) ? [{ name, source: 'Playwright', launch: {} }] : []
  // For a stock Firefox, Playwright uses WebDriver BiDi, in the channel `moz-firefox`.
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

/** Returns the preferred build of a browser; undefined if none is installed. */
export function findBrowser(name: BrowserName, own?: string): FoundBrowser | undefined {
  return findBrowsers(name, own)[0]
}

/**
 * Returns the commands that install a browser.
 *
 * @param playwright the package whose command to name
 */
export function howToInstall(name: BrowserName, playwright = 'playwright'): string {
  const debian = { chromium: 'chromium', firefox: 'firefox-esr', webkit: undefined }[name]
  const install = `npx ${playwright} install ${name}`
  return debian ? `${install}, or apt-get install ${debian}` : install
}
