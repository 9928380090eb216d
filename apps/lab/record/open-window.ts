import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, firefox } from 'playwright-core'
import type { Engine } from '../src/page/running/engine.ts'
import { findWebKit, howToInstallWebKit } from './find-webkit.ts'
import { openWebKitWindow } from './webkit-window.ts'

/** A line of the console. */
export interface ConsoleLine {
  text: string
  /** Whether it is an error or a warning. Lines that a script logs are not. */
  isError: boolean
}

export interface OpenedWindow {
  /** Name and version of the engine. */
  version: string
  close: () => Promise<void>
}

/** Opens a page in a browser. `onLine` gets the lines of its console, in their order. */
export type OpenWindow = (url: string, onLine: (line: ConsoleLine) => void) => Promise<OpenedWindow>

/** Finds an engine on this machine. @returns a function that opens it; or, in `missing`, how to install it */
export function findEngine(engine: Engine): OpenWindow | { missing: string } {
  if (engine !== 'webkit') return findInPlaywright(engine)
  const found = findWebKit()
  return found ? openWebKitWindow(found) : { missing: howToInstallWebKit }
}

function findInPlaywright(engine: 'chromium' | 'firefox'): OpenWindow | { missing: string } {
  const type = { chromium, firefox }[engine]
  const found = findBrowser(engine, type.executablePath())
  if (!found) return { missing: howToInstall(engine) }
  return async (url, onLine) => {
    const { launchOptions, ...channel } = found.launch
    const browser = await type.launch({ ...channel, ...launchOptions })
    const page = await browser.newPage()
    page.on('console', (message) => {
      const isError = message.type() === 'error' || message.type() === 'warning'
      onLine({ text: message.text(), isError })
    })
    // Firefox's own texts. Playwright takes the part up to the first colon for the name of an error.
    page.on('pageerror', ({ name, message }) => {
      onLine({ text: name ? `${name}: ${message}` : message, isError: true })
    })
    await page.goto(url)
    const name = { chromium: 'Chromium', firefox: 'Firefox' }[engine]
    return { version: `${name} ${browser.version()}`, close: () => browser.close() }
  }
}
