import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runAction } from './action-runner.ts'
import { serve, type LittleServer } from './little-server.ts'
import { privateApi, webOrigin } from './verified.ts'

const folder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

let workspace: string
let right: LittleServer
let wrong: LittleServer
let leaking: LittleServer
/** The requests that the wrong server received: method and path, Cookie, X-Token. */
const received: { line: string; cookie: string | undefined; token: unknown }[] = []
before(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'workspace-'))
  right = await serve(privateApi)
  wrong = await serve((request, response) => {
    received.push({
      line: `${request.method ?? ''} ${request.url ?? ''}`,
      cookie: request.headers.cookie,
      token: request.headers['x-token'],
    })
    response.end('[]')
  })
  leaking = await serve((request, response) => {
    response.setHeader('vary', 'Origin')
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.end('[]')
  })
})
after(async () => {
  await Promise.all([right.close(), wrong.close(), leaking.close()])
  await rm(workspace, { recursive: true })
})

const run = (inputs: Record<string, string>) =>
  runAction(folder, { browser: 'none', ...inputs }, workspace)

describe('the action', () => {
  it('a correct API → exit code 0, no error, verdict ok, and a summary', async () => {
    const { code, log, annotations, summary, outputs } = await run({
      url: `${right.url}/items`,
      origins: webOrigin,
      credentials: 'true',
    })
    assert.equal(code, 0, log)
    assert.deepEqual(
      annotations.filter(({ command }) => command !== 'notice'),
      [],
    )
    assert.deepEqual(outputs, { verdict: 'ok' })
    assert.match(summary, /^## cors-verify: ok\n/)
  })

  it('a wrong API → exit code 1, an error with the finding, and a summary with the fix', async () => {
    const { code, annotations, summary, outputs } = await run({
      url: `${wrong.url}/items`,
      origins: webOrigin,
    })
    assert.equal(code, 1)
    const error = annotations.find(({ command }) => command === 'error')
    assert.match(error?.title ?? '', /^cors-verify broken: .*\]$/)
    assert.match(error?.message ?? '', /^Observed: [^]*\nExpected: [^]*\nFix: /)
    assert.deepEqual(outputs, { verdict: 'broken' })
    assert.match(summary, /^## cors-verify: broken\n[^]*\*\*Fix:\*\*/)
  })

  it('an API that reflects every origin with credentials → exit code 1 with fail-on: critical', async () => {
    const inputs = { url: leaking.url, origins: webOrigin, credentials: 'true' }
    const { code, outputs } = await run({ ...inputs, 'fail-on': 'critical' })
    assert.deepEqual([code, outputs['verdict']], [1, 'critical'])
  })

  it('fail-on: critical and the verdict broken → exit code 0', async () => {
    const inputs = { url: wrong.url, origins: webOrigin, 'fail-on': 'critical' }
    const { code, outputs } = await run(inputs)
    assert.deepEqual([code, outputs['verdict']], [0, 'broken'])
  })

  it('an API that is down → exit code 2 and an error', async () => {
    const down = await serve(() => {})
    await down.close()
    const { code, annotations } = await run({ url: down.url, origins: webOrigin })
    assert.equal(code, 2)
    assert.equal(annotations[0]?.command, 'error')
  })

  it('all inputs → the flags of the command', async () => {
    await writeFile(
      join(workspace, 'own.json'),
      JSON.stringify({ target: 'https://overridden.example/', origins: ['https://b.example'] }),
    )
    received.length = 0
    const { code, log } = await run({
      url: `${wrong.url}/items`,
      origins: 'https://a.example, https://b.example\nhttps://*.c.example',
      cookies: 'session=a=b\nother=c',
      headers: 'x-token: a, b\nx-other',
      methods: 'GET,DELETE',
      requests: 'GET /boom\nHEAD /empty',
      config: 'own.json',
      html: 'report.html',
      timeout: '5',
    })
    assert.equal(code, 1, log)
    assert.match(await readFile(join(workspace, 'report.html'), 'utf8'), /^<!doctype html>/)
    for (const line of ['OPTIONS /items', 'GET /boom', 'HEAD /empty'])
      assert.ok(
        received.some((one) => one.line === line),
        line,
      )
    assert.ok(received.some(({ token }) => token === 'a, b'))
    assert.ok(received.some(({ cookie }) => cookie === 'session=a=b; other=c'))
  })

  it('bad values → exit code 2, each problem in the log, an error, and nothing is sent', async () => {
    received.length = 0
    const { code, log, annotations, outputs } = await run({
      url: wrong.url,
      origins: `${webOrigin}/`,
      'fail-on': 'everything',
    })
    assert.equal(code, 2)
    assert.match(log, /2 problems, so nothing was sent/)
    assert.match(log, /--origin\[0\]/)
    assert.match(log, /--fail-on "everything"/)
    assert.equal(annotations[0]?.command, 'error')
    assert.deepEqual(outputs, { verdict: '' })
    assert.deepEqual(received, [])
  })

  it('a boolean that is neither true nor false → exit code 2, and nothing is sent', async () => {
    received.length = 0
    const inputs = { url: wrong.url, origins: webOrigin, credentials: 'yes', insecure: '1' }
    const { code, annotations } = await run(inputs)
    assert.equal(code, 2)
    assert.deepEqual(
      annotations.map(({ message }) => message),
      [
        'credentials "yes": is not a boolean. Write true or false.',
        'insecure "1": is not a boolean. Write true or false.',
      ],
    )
    assert.deepEqual(received, [])
  })

  for (const [name, value] of [
    ['a command', '; touch injected;'],
    ['a substitution', '$(touch injected)'],
    ['backticks', '`touch injected`'],
    ['quotes', `"; touch injected; '; touch injected; "`],
    ['a flag', '--html injected'],
    ['a second line', 'GET /x\n--html=injected'],
  ] as const)
    it(`${name} in inputs → is passed as a value, and no shell evaluates it`, async () => {
      const inputs = { url: value, origins: value, requests: value, stack: value, config: value }
      await run(inputs)
      assert.ok(!(await readdir(workspace)).some((file) => file.startsWith('injected')))
      assert.ok(!(await readdir(folder)).some((file) => file.startsWith('injected')))
    })
})

/** The files of this repository, as a runner downloads them: no packages are installed. */
async function downloaded(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'download-'))
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const leftOut = /^(?:node_modules|\.git|dist|\.web|test-results)$/
  await cp(root, copy, { recursive: true, filter: (path) => !leftOut.test(basename(path)) })
  return copy
}

describe('the action of a tag', () => {
  it('installs its packages from the lockfile, then runs', async (t) => {
    const copy = await downloaded()
    t.after(() => rm(copy, { recursive: true, maxRetries: 5, retryDelay: 200 }))
    const { code, log, outputs } = await runAction(
      join(copy, 'packages/verify'),
      { url: `${wrong.url}/items`, origins: webOrigin, browser: 'none' },
      workspace,
    )
    assert.deepEqual([code, outputs['verdict']], [1, 'broken'], log)
  })
})
