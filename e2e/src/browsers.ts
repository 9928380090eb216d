import { chromium, firefox, webkit, type LaunchOptions } from '@playwright/test'
import { existsSync } from 'node:fs'

export const browserNames = ['chromium', 'firefox', 'webkit'] as const
export type BrowserName = (typeof browserNames)[number]

/** A browser of this machine, and how Playwright starts it. */
export interface FoundBrowser {
  name: BrowserName
  /** Playwright's own build, or the path of the system's. */
  source: string
  launch: { channel?: string; launchOptions?: LaunchOptions }
}

const own = { chromium, firefox, webkit }

/** Where systems keep their browsers. Playwright drives no WebKit but its own. */
const systemPaths: Record<BrowserName, string[]> = {
  chromium: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
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
 * Finds a browser: Playwright's own build if it is installed, else one the system has.
 *
 * @returns undefined if there is none
 */
export function findBrowser(name: BrowserName): FoundBrowser | undefined {
  if (existsSync(own[name].executablePath())) return { name, source: 'Playwright', launch: {} }

  const executablePath = systemPaths[name].find((path) => existsSync(path))
  if (executablePath === undefined) return undefined
  // Stock Firefox speaks WebDriver BiDi, which is a channel of its own.
  const channel = name === 'firefox' ? { channel: 'moz-firefox' } : {}
  return { name, source: executablePath, launch: { ...channel, launchOptions: { executablePath } } }
}

/** How to get a browser that is missing. */
export function howToInstall(name: BrowserName): string {
  const debian = { chromium: 'chromium', firefox: 'firefox-esr', webkit: undefined }[name]
  const playwright = `npx playwright install ${name}`
  return debian ? `${playwright}, or apt-get install ${debian}` : playwright
}
