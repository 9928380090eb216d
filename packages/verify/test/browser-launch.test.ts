import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findBrowsers, openBrowser } from '../src/browser/index.ts'
import type { BrowserOptions } from '../src/browser/types.ts'

const options: BrowserOptions = {
  browser: 'chromium',
  origins: [],
  target: new URL('https://api.example.com'),
  cookies: [],
  resolve: new Map(),
  ignoreCertificates: false,
  timeoutMs: 1000,
}

/** A Playwright whose browser is installed, and started with `launch`. */
const playwright = (launch: () => Promise<unknown>) => {
  const browser = { executablePath: () => process.execPath, launch }
  return { chromium: browser, firefox: browser }
}

describe('a machine without a browser', () => {
  it('has no Playwright -> one line names the package and the browser to install', async () => {
    const imported: string[] = []
    const absent = (name: string) => {
      imported.push(name)
      return Promise.reject(new Error('ERR_MODULE_NOT_FOUND'))
    }
    assert.deepEqual(await openBrowser({ ...options, browser: 'any' }, absent), {
      missing:
        'The browser checks need playwright-core. Try: npm i -D playwright-core && ' +
        'npx playwright-core install chromium, or apt-get install chromium',
    })
    assert.deepEqual(imported, ['playwright-core', 'playwright', '@playwright/test'])
    const firefox = await openBrowser({ ...options, browser: 'firefox' }, absent)
    assert.match('missing' in firefox ? firefox.missing : '', /install firefox-esr$/)
  })

  it('has a browser that does not start -> one line names the error and the fix', async () => {
    const broken = playwright(() => Promise.reject(new Error('boom\n  at a stack')))
    const opened = await openBrowser(options, () => Promise.resolve(broken))
    assert.match(
      'missing' in opened ? opened.missing : '',
      /^chromium \(Playwright\) does not start: boom\. .*Try: npx playwright-core install chromium, or apt-get install chromium$/,
    )
  })

  it('has a browser that Playwright cannot drive -> closes it and returns the error', async () => {
    let closed = 0
    const driven = playwright(() =>
      Promise.resolve({
        newPage: () => Promise.reject(new Error('unknown command')),
        close: () => Promise.resolve(closed++),
      }),
    )
    // Node imports a CommonJS package as `default`.
    const opened = await openBrowser(options, () => Promise.resolve({ default: driven }))
    assert.match('missing' in opened ? opened.missing : '', /unknown command/)
    assert.ok(closed >= 1)
  })
})

describe('the builds of a browser', () => {
  it("has Playwright's own first, if it is there", () => {
    const [first] = findBrowsers('firefox', process.execPath)
    assert.deepEqual(first, { name: 'firefox', source: 'Playwright', launch: {} })
    const others = findBrowsers('firefox', '/nowhere')
    assert.ok(others.every(({ source }) => source !== 'Playwright'))
    assert.ok(others.every(({ launch }) => launch.channel === 'moz-firefox'))
    assert.deepEqual(findBrowsers('webkit'), [])
  })
})
