import { AxeBuilder } from '@axe-core/playwright'
import express from 'express'
import { HtmlValidate } from 'html-validate'
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, type Browser } from 'playwright-core'
import { buildSite } from '../site/build-site.ts'
import { loadScenarios } from '../src/server/scenarios.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { groups } from '../src/shared/groups.ts'

/** The maximum size of all JavaScript that the first page loads, in kB after gzip. */
const limit = 60
/** The path of the site on its host. The build does not get it: links are relative. */
const basePath = '/some/folder'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`
const { scenarios } = await loadScenarios()

const folder = mkdtempSync(join(tmpdir(), 'static-site-'))
let server: Server
let origin: string
let site: string

before(async () => {
  await buildSite(folder)
  server = express().use(basePath, express.static(folder)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  site = `${origin}${basePath}`
})
after(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const scenarioOf = (wanted: string) => scenarios.find(({ id }) => id === wanted)!.scenario
const pages = () => readdirSync(folder).filter((name) => name.endsWith('.html'))
const read = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('the files of the site', () => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  const problemsOf = (html: string) =>
    validator
      .validateStringSync(html)
      .results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
      )

  it('each scenario and side and each first step → has a page', () => {
    const expected = scenarios.flatMap(({ id, scenario }) =>
      scenario.right ? [`${id}.html`, `${id}.fixed.html`] : [`${id}.html`],
    )
    const steps = firstSteps.map((_, index) => `steps-${index + 1}.html`)
    assert.deepEqual(pages().sort(), [...expected, ...steps, 'build.html', 'index.html'].sort())
  })

  it('the gallery, Build your own and both sides of a scenario of each group → are valid HTML', () => {
    const ids = groups.flatMap(
      ({ id: group }) =>
        scenarios.find(({ scenario }) => scenario.right && scenario.group === group)?.id ?? [],
    )
    const names = ['index', 'build', 'steps-1', ...ids, ...ids.map((id) => `${id}.fixed`)]
    const problems = names.flatMap((name) =>
      problemsOf(read(`${name}.html`)).map((problem) => `${name}.html:${problem}`),
    )
    assert.deepEqual(problems, [])
  })

  it('a page with a paragraph in a paragraph → is not valid HTML', () => {
    const broken = read('build.html').replace('<main', '<p><p></p></p><main')
    assert.notDeepEqual(problemsOf(broken), [])
  })

  it('every link within the site → has its file', () => {
    assert.deepEqual(pages().flatMap(deadLinks), [])
  })

  it('a link without a file → is found', () => {
    const links = '<a href="./no-such-page.html">gone</a> <a href="#/s/a">of the lab</a>'
    writeFileSync(join(folder, 'dead.html'), links)
    const dead = ['dead.html: ./no-such-page.html', 'dead.html: #/s/a']
    assert.deepEqual(deadLinks('dead.html'), dead)
    rmSync(join(folder, 'dead.html'))
  })

  function deadLinks(name: string): string[] {
    const links = [...read(name).matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link = '']) => link)
    return links
      .filter((link) => !/^(?:https?:|data:|#(?!\/))/.test(link))
      .filter((link) => {
        const [path = ''] = link.split('#')
        return path === '' || !existsSync(join(folder, path === './' ? 'index.html' : path))
      })
      .map((link) => `${name}: ${link}`)
  }
})

describe('the site under a path of a host', { skip }, () => {
  let browser: Browser

  before(async () => {
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
  })
  after(async () => {
    await browser.close()
  })

  /** Opens a page; `complaints` has its console errors, failed requests and requests to other sites. */
  async function open(path: string, options: { javaScriptEnabled?: boolean; width?: number } = {}) {
    const { width = 1280, ...rest } = options
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...rest })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`console: ${message.text()}`)
    })
    page.on('pageerror', ({ message }) => complaints.push(`error: ${message}`))
    page.on('request', (request) => {
      const { protocol, href } = new URL(request.url())
      if (protocol !== 'data:' && !href.startsWith(`${site}/`)) complaints.push(`request: ${href}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
    })
    const response = await page.goto(`${site}/${path}`)
    assert.equal(response?.status(), 200)
    return { page, complaints, close: () => context.close() }
  }

  it(`the first page → loads at most ${limit} kB of JavaScript`, async (t) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const scripts: Promise<Buffer>[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body())
    })
    await page.goto(`${site}/`, { waitUntil: 'networkidle' })
    const bodies = await Promise.all(scripts)
    await context.close()
    const kilobytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000
    t.diagnostic(`${kilobytes.toFixed(1)} kB in ${bodies.length} files`)
    assert.ok(kilobytes > 10 && kilobytes <= limit, `${kilobytes} kB`)
  })

  it('the gallery without JavaScript → lists every scenario', async () => {
    const { page, complaints, close } = await open('', { javaScriptEnabled: false })
    const links = page.locator('main li.card a')
    assert.equal(await links.count(), scenarios.length)
    await links.first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.match(page.url(), /\/some\/folder\/[\w-]+\.html$/)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('a scenario without JavaScript → has its text, its console texts and its header lines', async () => {
    const { page, close } = await open('preflight-404.html', { javaScriptEnabled: false })
    const text = (await page.locator('main').textContent()) ?? ''
    const { title, prose } = scenarioOf('preflight-404')
    for (const part of [title, prose, 'WebKitGTK', 'Access-Control-Request-Method', 'npm start'])
      assert.ok(text.includes(part), part)
    assert.match(text, /Response to preflight request doesn't pass access control check/)
    await close()
  })

  it('a scenario → shows the recorded run of each engine', async () => {
    const { page, complaints, close } = await open('preflight-404.html')
    const verdict = page.locator('.verdict')
    await page.locator('.sequence svg').waitFor()
    assert.match((await verdict.textContent()) ?? '', /^\s*Not readable/)
    for (const [name, error] of [
      ['Firefox', 'NetworkError when attempting to fetch resource'],
      ['WebKitGTK', 'Load failed'],
      ['Chromium', 'Failed to fetch'],
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`^${name} [\\d.]+$`) }).click()
      await page.locator('.error', { hasText: error }).waitFor()
    }
    await page.getByRole('link', { name: 'Fixed', exact: true }).click()
    await page.waitForURL(`${site}/preflight-404.fixed.html`)
    await page.locator('.verdict', { hasText: 'Readable.' }).waitFor()
    assert.deepEqual(complaints, [])
    await close()
  })

  it('a first step → shows the recorded run of each engine', async () => {
    const { page, complaints, close } = await open('steps-2.html')
    const verdicts = page.locator('.verdict')
    await page.locator('.sequence svg').last().waitFor()
    assert.match((await verdicts.first().textContent()) ?? '', /^\s*Readable/)
    assert.match((await verdicts.last().textContent()) ?? '', /^\s*Not readable/)
    await page.getByRole('button', { name: /^Firefox [\d.]+$/ }).click()
    await page.locator('.error', { hasText: 'NetworkError' }).waitFor()
    assert.deepEqual(complaints, [])
    await close()
  })

  it('a stack that was chosen before → its tab and its fix, on every page', async () => {
    const { page, complaints, close } = await open('origin-with-trailing-slash.html')
    await page.getByRole('tab', { name: 'nginx' }).click()
    await page.goto(`${site}/methods-left-to-default.html`)
    await page.getByRole('tab', { name: 'nginx', selected: true }).waitFor()
    await page
      .getByRole('tabpanel')
      .getByText('add_header Access-Control-Allow-Methods')
      .first()
      .waitFor()
    assert.equal(await page.getByRole('tab', { selected: true }).count(), 1)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('a scenario that is hidden and shown again → has its diagram', async () => {
    const { page, complaints, close } = await open('preflight-404.html')
    const diagram = page.locator('.sequence svg')
    await diagram.waitFor()
    for (const display of ['none', '']) {
      await page.evaluate(`document.querySelector('main').style.display = '${display}'`)
      // A ResizeObserver is called after the layout of the next frame.
      for (let frame = 0; frame < 2; frame++)
        await page.evaluate('new Promise((done) => { requestAnimationFrame(done) })')
      assert.equal(await diagram.count(), 1)
    }
    assert.deepEqual(complaints, [])
    await close()
  })

  for (const [link, target] of [
    ['#/s/max-age-zero?side=right', '/max-age-zero.fixed.html'],
    ['#/s/no-answer-at-all', '/no-response-at-all.html'],
    ['max-age-zero.html#/s/preflight-404', '/preflight-404.html'],
    ['#/steps/3', '/steps-3.html'],
    ['steps-1.html#/symptoms/cookies', '/#/symptoms/cookies'],
    ['#/build?method=GET', '/build.html#method=GET'],
  ] as const) {
    it(`${link}, a link of the lab → opens ${target}`, async () => {
      const { page, complaints, close } = await open(link)
      await page.waitForURL((url) => url.href.startsWith(`${site}${target}`))
      await page.getByRole('heading', { level: 1 }).waitFor()
      assert.deepEqual(complaints, [])
      await close()
    })
  }

  it('a link to a scenario that does not exist → a heading that names it', async () => {
    const { page, complaints, close } = await open('#/s/no-such-scenario')
    await page.getByRole('heading', { name: 'There is no scenario “no-such-scenario”' }).waitFor()
    assert.deepEqual(complaints, [])
    await close()
  })

  for (const [engine, text, id] of [
    [
      'Chromium',
      "Access to fetch at 'https://api.mine.test/a' from origin 'https://mine.test' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
      'preflight-401-with-headers',
    ],
    [
      'Firefox',
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.mine.test/a. (Reason: CORS preflight response did not succeed). Status code: 401.',
      'preflight-401-with-headers',
    ],
    ['Safari', 'Preflight response is not successful. Status code: 404', 'preflight-404'],
  ] as const) {
    it(`a text of ${engine} in the search → leads to a scenario that prints it`, async () => {
      const { page, complaints, close } = await open('')
      await page.getByRole('searchbox').fill(text)
      await page.locator('#search-result').waitFor()
      const { title } = scenarioOf(id)
      await page.getByRole('link', { name: title }).first().click()
      await page.waitForURL(`${site}/${id}.html`)
      assert.deepEqual(complaints, [])
      await close()
    })
  }

  it('a word of the code in the search → finds the scenarios that have it', async () => {
    const { page, complaints, close } = await open('')
    await page.getByRole('searchbox').fill('add_header')
    await page.locator('p[role=status]', { hasText: /^[1-9]\d* of \d+ scenarios$/ }).waitFor()
    assert.ok((await page.locator('main li.card').count()) > 0)
    assert.deepEqual(complaints, [])
    await close()
  })

  it('Build your own → a prediction and a link to the configuration; only npm start can run it', async () => {
    const { page, complaints, close } = await open('build.html')
    const prediction = page.locator('section[aria-labelledby=prediction]')
    await prediction.getByText('readable', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Trailing slash' }).click()
    await prediction.getByText('not readable', { exact: true }).waitFor()
    await prediction.getByText('npm start').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Run' }).count(), 0)
    const link = page.url()
    assert.match(link, /build\.html#page=app&/)
    await close()
    const opened = await open(link.slice(site.length + 1))
    const shown = opened.page.getByLabel('Access-Control-Allow-Origin').first()
    await opened.page.locator('section[aria-labelledby=prediction] [data-readable=false]').waitFor()
    assert.equal(await shown.inputValue(), 'https://app.example.com/')
    assert.deepEqual([...complaints, ...opened.complaints], [])
    await opened.close()
  })

  it('a page with an inline script, or with an image of another site → a complaint each', async () => {
    const html = read('build.html')
    const elsewhere = '<img src="https://third-party.example/a.png" alt=""><script>0</script>'
    writeFileSync(join(folder, 'broken.html'), html.replace('<main', `${elsewhere}<main`))
    const { page, complaints, close } = await open('broken.html')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const blocked = complaints.filter((text) => text.includes('Content Security Policy'))
    assert.equal(blocked.length, 2, complaints.join('\n'))
    await close()
    const without = html.replace(/<meta http-equiv[^>]*>/, '').replace('<main', `${elsewhere}<main`)
    writeFileSync(join(folder, 'broken.html'), without)
    const unprotected = await open('broken.html')
    assert.ok(unprotected.complaints.includes('request: https://third-party.example/a.png'))
    await unprotected.close()
    rmSync(join(folder, 'broken.html'))
  })

  // accessibility.rest.test.ts tests the views of the lab in every combination.
  for (const [path, colorScheme, width] of [
    ['', 'light', 1280],
    ['preflight-404.html', 'light', 1280],
    ['preflight-404.html', 'dark', 390],
    ['build.html', 'dark', 390],
  ] as const)
    it(`axe finds nothing in ${path || 'the gallery'}, ${colorScheme}, ${width} px`, async () => {
      const viewport = { width, height: 900 }
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await page.goto(`${site}/${path}`, { waitUntil: 'networkidle' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      await context.close()
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      )
      assert.ok(Number(tooWide) <= 0, `the page is ${String(tooWide)} px too wide`)
    })
})
