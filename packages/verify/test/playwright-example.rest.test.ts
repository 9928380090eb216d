import cors from '@fastify/cors'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { rightCors, serveFastify } from '../servers/fastify.ts'
import { servers, startServer, type TestServer } from '../servers/index.ts'
import { findBrowser } from '../src/browser/index.ts'
import type { CorsVerifyConfig } from '../src/index.ts'
import { execute, packageFolder, packInto } from './pack.ts'

/** A value that a report must not show. */
const session = 'a-session-of-a-user-0123456789'
const browsers = (['chromium', 'firefox'] as const).flatMap((name) => findBrowser(name) ?? [])
const skip = browsers.some(({ name }) => name === 'chromium') ? false : 'no Chromium is installed'

/** Servers with one fault: the tests that fail, and the cause that each names. */
const wrong: Record<string, [title: RegExp, cause: string][]> = {
  'fastify-default-methods': [
    [/app\.example\.com sends PATCH .*preflighted and allowed/, 'method-not-allowed'],
    [/^a page on a disallowed origin .*cannot send PATCH/, 'method-not-allowed'],
    [/^a sandboxed frame .*cannot send PATCH/, 'method-not-allowed'],
  ],
  'fastify-exposes-nothing': [[/reads the response header X-Total-Count/, 'header-not-exposed']],
  'express-404-before-cors': [
    [/app\.example\.com reads GET \/api\/boom/, 'error-without-cors'],
    [/^a page on a disallowed origin .*cannot read GET \/api\/boom/, 'error-without-cors'],
    [/^a sandboxed frame .*cannot read GET \/api\/boom/, 'error-without-cors'],
  ],
  'express-vary-only-when-allowed': [[/no fault over HTTP: Vary/, 'vary-missing']],
  'hono-starts-with': [
    [/hosts that start with an allowed one/, 'disallowed-origin-reads-credentialed'],
    [/hosts with special characters/, 'disallowed-origin-reads-credentialed'],
    [/other ports of the host/, 'disallowed-origin-reads-credentialed'],
    [/no fault over HTTP: disallowed origins/, 'disallowed-origin-reads-credentialed'],
  ],
}

/** Responds 401 with CORS headers to a request without the session cookie. */
const signedInOnly: TestServer = {
  title: 'Needs a session.',
  stack: '@fastify/cors',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.addHook('onRequest', async (request, reply) => {
        if (!request.headers.cookie?.includes(session))
          await reply.code(401).send({ error: 'sign in' })
      })
    }),
}

/** Cases in which all tests fail: the text of each failure. */
const unusable: Record<string, RegExp> = {
  down: /No server listens at this address/,
  hangs: /sent no response within 1 s\./,
  'signed-out': /The API requires a sign-in: status 401[^]*storageState/,
  redirects: /redirects to a sign-in page/,
  'no-cors': /no CORS layer/i,
  'extra-headers': /^(?:\w*Error: )?extraHTTPHeaders of the project "chromium" \(x-trace\): .*$/,
}

describe('examples/playwright with the tarball, in a copy', { skip }, () => {
  const started: { close: () => unknown }[] = []
  let folder: string
  let report: JSONReport

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'playwright-example-'))
    const copy = join(folder, 'example')
    await cp(join(packageFolder, '../../examples/playwright'), copy, { recursive: true })
    const tarball = await packInto(folder)
    const { version } = await readJson<{ version: string }>(
      join(packageFolder, 'node_modules/@playwright/test/package.json'),
    )
    const install = ['install', '--save-dev', tarball, `@playwright/test@${version}`]
    const installed = await execute('npm', install, copy)
    assert.equal(installed.code, 0, installed.stdout + installed.stderr)

    await writeSpecs(copy)
    await writeFile(join(copy, 'machine.config.ts'), machineConfig())
    const run = ['playwright', 'test', '--config', 'machine.config.ts']
    const { stdout, stderr } = await execute('npx', run, copy)
    report = await readJson<JSONReport>(join(copy, 'report.json')).catch(() => {
      throw new Error(stdout + stderr)
    })
  })
  after(async () => {
    for (const { close } of started) await close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Starts a server, and returns the options that reach it. */
  async function connectionTo(server: TestServer): Promise<Partial<CorsVerifyConfig>> {
    const running = await startServer(server)
    started.push(running)
    return { resolve: running.resolve, dangerouslyIgnoreCertificates: true, allowWrites: true }
  }

  async function writeSpecs(copy: string): Promise<void> {
    const load = async (id: string) => {
      const file = servers.find((each) => each.id === id)
      assert.ok(file, id)
      return connectionTo(await file.load())
    }
    const spec = (id: string, config: Partial<CorsVerifyConfig>, options = '') =>
      writeFile(
        join(copy, 'tests', `${id}.spec.ts`),
        `import { test } from '@playwright/test'
         import { corsTests } from 'cors-verify/playwright'
         import config from '../cors-verify.config'
         ${options}
         corsTests({ ...config, ...${JSON.stringify(config)} })`,
      )
    // The example itself, with the server's address as a user would enter it.
    const config = join(copy, 'cors-verify.config.ts')
    const right = JSON.stringify(await connectionTo(signedInOnly)).slice(1, -1)
    const text = await readFile(config, 'utf8')
    await writeFile(config, text.replace('credentials: true,', `credentials: true, ${right},`))

    for (const id of Object.keys(wrong)) await spec(id, await load(id))

    // Playwright starts another browser after each failure, unless the test is expected to fail.
    const unusableSpec = (id: string, config: Partial<CorsVerifyConfig>, options = '') =>
      spec(id, config, `test.fail()\n${options}`)
    const few = {
      methods: ['GET'],
      exposedHeaders: [],
      requests: [],
      streams: [],
      allowWrites: false,
    }
    const local = { ...few, origins: ['http://localhost:5173'], resolve: {} }
    const closed = await listen(createServer())
    closed.server.close()
    await unusableSpec('down', { ...local, target: closed.url })
    const silent = await listen(createServer(() => {}))
    started.push({
      close() {
        silent.server.close()
        silent.server.closeAllConnections()
      },
    })
    await unusableSpec('hangs', { ...local, target: silent.url, timeoutSeconds: 1 })
    const signedOut = 'test.use({ storageState: { cookies: [], origins: [] } })'
    await unusableSpec('signed-out', few, signedOut)
    await unusableSpec('redirects', { ...few, ...(await load('fastify-sign-in-redirect')) })
    await unusableSpec('no-cors', { ...few, ...(await load('node-without-cors')) })
    await unusableSpec('extra-headers', few, "test.use({ extraHTTPHeaders: { 'x-trace': '1' } })")
  }

  /** All tests of a spec, in one browser. */
  function testsOf(id: string, project = 'chromium') {
    const all = (suite: JSONReportSuite): JSONReportSpec[] => [
      ...suite.specs,
      ...(suite.suites ?? []).flatMap(all),
    ]
    const files = report.suites.filter(({ file }) => file === `${id}.spec.ts`)
    return files.flatMap(all).flatMap(({ title, tests }) =>
      tests
        .filter(({ projectName }) => projectName === project)
        .map(({ results, annotations }) => {
          const [result] = results
          return {
            title,
            failed: result?.status === 'failed',
            message: result?.errors.map(({ message }) => message).join('\n') ?? '',
            attachments: result?.attachments.map(({ name }) => name) ?? [],
            annotations: [...annotations, ...(result?.annotations ?? [])],
            milliseconds: result?.duration ?? 0,
          }
        }),
    )
  }

  for (const { name } of browsers)
    it(`${name}: a correct API, signed in by the storage state → every test passes`, () => {
      const tests = testsOf('cors', name)
      assert.deepEqual(
        tests.filter(({ failed }) => failed).map(({ title, message }) => [title, message]),
        [],
      )
      const titles = tests.map(({ title }) => title)
      for (const title of [
        'a page on https://app.example.com reads GET /api/items with its cookies',
        'a page on https://app.example.com sends PATCH /api/items with its cookies: it is preflighted and allowed',
        'a page on https://app.example.com reads the response header X-Total-Count',
        'a page on https://app.example.com opens the event stream /api/events',
        'a page on a disallowed origin (https://cors-verify.example) cannot read GET /api/items with cookies',
        'a sandboxed frame (Origin: null) cannot read GET /api/items with cookies',
      ])
        assert.ok(titles.includes(title), `${title}\n\n${titles.join('\n')}`)
    })

  for (const [id, expected] of Object.entries(wrong))
    it(`${id} → the tests of its fault fail, with the cause, and no others`, () => {
      const failed = testsOf(id).filter(({ failed }) => failed)
      const unexpected = failed.filter(
        ({ title }) => !expected.some(([known]) => known.test(title)),
      )
      assert.deepEqual(
        unexpected.map(({ title, message }) => [title, message]),
        [],
      )
      for (const [title, cause] of expected) {
        const test = failed.find((each) => title.test(each.title))
        assert.ok(test, `${title} passed`)
        assert.match(test.message, new RegExp(`\\[${cause}[,\\]]`))
        assert.match(test.message, /^> (?:GET|OPTIONS) https:\/\/api\.example\.com/m)
        assert.match(test.message, /^< \d{3}$/m)
        assert.match(test.message, /^Fix: /m)
        assert.ok(test.attachments.includes('exchange') && test.attachments.includes('fix'))
        assert.notEqual(test.annotations.length, 0)
      }
    })

  for (const [id, text] of Object.entries(unusable))
    it(`${id} → every test fails with the reason, within seconds`, () => {
      const tests = testsOf(id)
      assert.ok(tests.length > 15, String(tests.length))
      for (const { title, failed, message, milliseconds } of tests) {
        assert.ok(failed, `${title} passed`)
        assert.match(message, text, title)
        assert.doesNotMatch(message, /Test timeout/)
        assert.ok(milliseconds < 30_000, `${title}: ${milliseconds} ms`)
      }
    })

  it('the HTML report is written, and no report shows the session', async () => {
    const html = join(folder, 'example/playwright-report/index.html')
    assert.ok((await stat(html)).size > 0)
    // Playwright writes the options of the projects into the rest of the report.
    assert.ok(!JSON.stringify(report.suites).includes(session))
  })
})

/** The project's configuration, with the browsers of this machine and a user who is signed in. */
function machineConfig(): string {
  const cookie = {
    name: 'session',
    value: session,
    domain: 'api.example.com',
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
  }
  const inChromium = ['cors', ...Object.keys(wrong), ...Object.keys(unusable)]
  const use = { storageState: { cookies: [cookie], origins: [] } }
  const projects = browsers.map(({ name, launch }) => ({
    name,
    testMatch: (name === 'firefox' ? ['cors'] : inChromium).map((id) => `${id}.spec.ts`),
    use: { browserName: name, ...launch, ...use },
  }))
  return `import base from './playwright.config'
    export default {
      ...base,
      workers: 2,
      reporter: [['json', { outputFile: 'report.json' }], ['html', { open: 'never' }]],
      projects: ${JSON.stringify(projects)},
    }`
}

async function listen(server: Server & ReturnType<typeof createServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/items` }
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T
}
