import { findBrowser } from '@repo/e2e/browsers'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The system's Chromium, undefined if there is none. */
export const chromium = findBrowser('chromium')?.launch.launchOptions?.executablePath

/**
 * Opens a page in a new profile and closes it when `work` is done. No driver: one would put the
 * page into a context off the record, where Chromium ignores preconnect. The page drives itself.
 */
export async function inChromium<T>(url: string, work: Promise<T>): Promise<T> {
  if (chromium === undefined) throw new Error('Chromium is not installed.')
  const profile = await mkdtemp(join(tmpdir(), 'bench-chromium-'))
  const flags = ['--headless', '--no-sandbox', '--no-first-run', '--disable-background-networking']
  const browser = spawn(chromium, [...flags, `--user-data-dir=${profile}`, url], {
    stdio: 'ignore',
    detached: true,
  })
  const exited = once(browser, 'exit')
  try {
    const gone = exited.then(() => {
      throw new Error('Chromium has ended before the page was done.')
    })
    return await Promise.race([work, gone])
  } finally {
    // Its helpers too: a group of their own.
    process.kill(-(browser.pid ?? 0), 'SIGKILL')
    await exited.catch(() => undefined)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
