import { demoAccount } from '@repo/api/database/seed'
import { corsPolicy, definePolicy } from '@repo/config'
import { certificateFor } from 'cors-verify/browser'
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { startApi, type RunningApi } from '../src/api.ts'
import {
  DeploymentError,
  deploymentVariables,
  readDeployment,
  type Deployment,
} from '../src/deployment.ts'
import { freePort } from '../src/free-port.ts'
import { probeDeployment } from '../src/probe-deployment.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
type Variables = Record<string, string>

/** Runs a command of this repository. The only variables of a deployment in its environment are these. */
function run(command: string, variables: Variables, cwd = root) {
  const [file = '', ...args] =
    command.match(/"[^"]*"|\S+/g)?.map((arg) => arg.replaceAll('"', '')) ?? []
  // NODE_TEST_CONTEXT is of node --test: a command must not take itself for one of its files.
  const unset = new Set<string>([
    ...deploymentVariables,
    'NODE_TEST_CONTEXT',
    'NODE_EXTRA_CA_CERTS',
  ])
  const others = Object.entries(process.env).filter(([name]) => !unset.has(name))
  const env = { ...Object.fromEntries(others), FORCE_COLOR: '0', ...variables }
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile(file, args, { cwd, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}

const e2e = `${process.execPath} --import tsx scripts/e2e.ts`
/** A busy machine may need more than the two seconds of a run. */
const patient = () => AbortSignal.timeout(30_000)
const pair = { WEB_ORIGIN: 'https://app.mine.dev', API_ORIGIN: 'https://api.mine.dev' }

describe('variables that do not name one deployment', () => {
  const cases: [title: string, variables: Variables, ...messages: RegExp[]][] = [
    [
      'WEB_ORIGINS instead of WEB_ORIGIN',
      { WEB_ORIGINS: 'https://*.mine.dev,https://app.mine.dev', API_ORIGIN: pair.API_ORIGIN },
      /^WEB_ORIGIN_MISSING .* WEB_ORIGINS ".*" configures the API.* Set WEB_ORIGIN=https:\/\/app\.mine\.dev; or unset API_ORIGIN, WEB_ORIGINS /m,
    ],
    [
      'WEB_ORIGIN alone',
      { WEB_ORIGIN: pair.WEB_ORIGIN },
      /^API_ORIGIN_MISSING .*unset WEB_ORIGIN /m,
    ],
    [
      'API_ORIGIN alone',
      { API_ORIGIN: pair.API_ORIGIN },
      /^WEB_ORIGIN_MISSING .*unset API_ORIGIN /m,
    ],
    [
      'an account alone',
      { E2E_NAME: 'ada', E2E_PASSWORD: 'secret' },
      /^WEB_ORIGIN_MISSING [^]*^API_ORIGIN_MISSING /m,
    ],
    [
      'half an account',
      { ...pair, E2E_PASSWORD: 'secret' },
      /^E2E_NAME_MISSING .* Set both .*, or unset E2E_PASSWORD /m,
    ],
    [
      'a trailing slash and a path: both problems at once',
      { WEB_ORIGIN: 'https://app.mine.dev/', API_ORIGIN: 'https://api.mine.dev/v1' },
      /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGIN "https:\/\/app\.mine\.dev\/": .* Use "https:\/\/app\.mine\.dev"\.$/m,
      /^ORIGIN_PATH {2}API_ORIGIN "https:\/\/api\.mine\.dev\/v1": .* Use "https:\/\/api\.mine\.dev"\.$/m,
    ],
    [
      'a scheme other than http(s)',
      { ...pair, API_ORIGIN: 'ftp://api.mine.dev' },
      /^ORIGIN_SCHEME {2}API_ORIGIN /m,
    ],
    [
      'an origin pattern',
      { ...pair, WEB_ORIGIN: 'https://*.mine.dev' },
      /^WEB_ORIGIN_PATTERN {2}WEB_ORIGIN /m,
    ],
    [
      'user information, and text that is not a URL',
      { WEB_ORIGIN: 'https://me@app.mine.dev', API_ORIGIN: 'https://' },
      /^ORIGIN_USERINFO {2}WEB_ORIGIN /m,
      /^ORIGIN_UNPARSABLE {2}API_ORIGIN /m,
    ],
  ]
  for (const [title, variables, ...messages] of cases) {
    it(`${title} → an error with the fix`, () => {
      assert.throws(
        () => readDeployment(variables),
        (error) => {
          assert.ok(error instanceof DeploymentError)
          for (const message of messages) assert.match(error.message, message)
          assert.doesNotMatch(error.message, /secret/)
          return true
        },
      )
    })
  }

  it('both origins, whatever WEB_ORIGINS is → the deployment; none → servers started here', () => {
    const account = { E2E_NAME: 'ada', E2E_PASSWORD: 'secret' }
    assert.deepEqual(readDeployment({ ...pair, ...account, WEB_ORIGINS: 'https://x/' }), {
      webOrigin: pair.WEB_ORIGIN,
      apiOrigin: pair.API_ORIGIN,
      account: { name: 'ada', password: 'secret' },
      privateAuthority: false,
    })
    const onHttp = { WEB_ORIGIN: 'http://app.lan:8080', API_ORIGIN: 'http://127.0.0.1:3000' }
    assert.deepEqual(readDeployment(onHttp)?.account, demoAccount)
    assert.equal(readDeployment({ WEB_ORIGIN: '', API_ORIGIN: '', WEB_ORIGINS: '' }), undefined)
  })
})

describe('npm run e2e', { concurrency: 2 }, () => {
  // One through npm shows that it passes the exit code on: npm and pnpm take longer than the command.
  for (const [title, command, variables, ...messages] of [
    [
      'WEB_ORIGINS',
      'npm run e2e',
      { WEB_ORIGINS: pair.WEB_ORIGIN },
      /^WEB_ORIGIN_MISSING /m,
      /^API_ORIGIN_M/m,
    ],
    ['WEB_ORIGIN', e2e, { WEB_ORIGIN: pair.WEB_ORIGIN }, /^API_ORIGIN_MISSING /m],
    [
      'API_ORIGIN',
      e2e,
      { API_ORIGIN: `${pair.API_ORIGIN}/` },
      /^WEB_ORIGIN_MISSING /m,
      /^ORIGIN_T/m,
    ],
  ] as const) {
    it(`with ${title} alone → exit code 2 and the fix, before Playwright starts`, async () => {
      const { code, output } = await run(command, variables)
      assert.equal(code, 2, output)
      for (const message of messages) assert.match(output, message)
      assert.doesNotMatch(output, /Testing|Running|passed/)
    })
  }

  it('npx playwright test with the same variables → exit code 1 and the same message', async () => {
    const variables = { WEB_ORIGINS: pair.WEB_ORIGIN }
    const { code, output } = await run('npx playwright test', variables, join(root, 'e2e'))
    assert.equal(code, 1, output)
    assert.match(output, /WEB_ORIGIN_MISSING /)
    assert.doesNotMatch(output, /Testing|Running|passed/)
  })

  it('without them → its arguments reach Playwright, and no deployment is a project', async () => {
    const project = '--project "chromium development"'
    const { code, output } = await run(`npm run e2e -- ${project} --list`, { WEB_ORIGIN: '' })
    assert.equal(code, 0, output)
    assert.match(output, /\[chromium development\]/)
    assert.doesNotMatch(output, /deployment\]|production\]/)
  })

  it('with both origins → the deployment is the only project', async () => {
    const { code, output } = await run(`${e2e} --list`, { ...pair, WEB_ORIGINS: 'https://x/' })
    assert.equal(code, 0, output)
    assert.match(output, /\[chromium deployment\]/)
    assert.doesNotMatch(output, /development\]|production\]/)
  })
})

describe('npm test', () => {
  it('removes the variables of a deployment from its commands, and prints one line about it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npm-test-'))
    // A script in place of pnpm, which starts the first commands: it writes its environment to a file.
    writeFileSync(join(folder, 'pnpm'), `#!/bin/sh\nenv > "${folder}/variables"\n`)
    chmodSync(join(folder, 'pnpm'), 0o755)
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/check.ts'], {
      cwd: root,
      detached: true,
      env: {
        ...process.env,
        ...pair,
        WEB_ORIGINS: 'https://app.mine.dev',
        BROWSERS: 'none',
        PATH: `${folder}${delimiter}${process.env['PATH']}`,
      },
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    try {
      while (!output.includes('types:')) await once(child.stdout, 'data')
    } finally {
      process.kill(-(child.pid ?? 0), 'SIGKILL')
    }
    assert.match(output, /^Ignoring WEB_ORIGIN, API_ORIGIN, WEB_ORIGINS: .*$/m)
    assert.doesNotMatch(readFileSync(join(folder, 'variables'), 'utf8'), /^(?:WEB|API)_ORIGIN/m)
    rmSync(folder, { recursive: true })
  })
})

describe('a deployment before the first test', { concurrency: 2 }, () => {
  let api: RunningApi
  let right: Deployment
  let otherServer: string
  const servers: Server[] = []

  /** Starts a server on a free port. @returns its origin */
  async function listen(server: Server, scheme = 'http'): Promise<string> {
    servers.push(server.listen(0, '127.0.0.1'))
    await once(server, 'listening')
    return `${scheme}://localhost:${(server.address() as AddressInfo).port}`
  }

  before(async () => {
    // A page as the build makes it.
    const page = () => `<!doctype html><link rel="preconnect" href="${right.apiOrigin}">`
    const webOrigin = await listen(createServer((_request, response) => response.end(page())))
    const policy = { ...corsPolicy, apiOrigin: 'http://localhost', allowedOrigins: [webOrigin] }
    api = await startApi(definePolicy('development', policy))
    const apiOrigin = `http://localhost:${api.port}`
    right = { webOrigin, apiOrigin, account: demoAccount, privateAuthority: false }
    otherServer = await listen(createServer((_request, response) => response.end('another server')))
  })
  after(async () => {
    for (const server of servers) server.close()
    await api.close()
  })
  const origins = ({ webOrigin, apiOrigin } = right) => ({
    WEB_ORIGIN: webOrigin,
    API_ORIGIN: apiOrigin,
  })
  const one = 'tests/all/http-cache --project "chromium deployment"'

  it('is the right one → the first line names both origins, and the test runs', async () => {
    const { code, output } = await run(`${e2e} ${one}`, origins())
    assert.equal(code, 0, output)
    assert.equal(output.split('\n')[0], `Testing ${right.webOrigin} calling ${right.apiOrigin}`)
    assert.match(output, /1 passed/)
  })

  it('is another API → the first line, one line that says so, and the CORS tests of any API', async () => {
    const variables = { ...origins(), API_ORIGIN: otherServer }
    const { code, output } = await run(
      `${e2e} --project "chromium deployment" --grep "reads GET"`,
      variables,
    )
    assert.equal(code, 1, output)
    const [first, second] = output.split('\n')
    assert.equal(first, `Testing ${right.webOrigin} calling ${otherServer}`)
    assert.match(second ?? '', /^API_ORIGIN_FOREIGN .*not the items API .* CORS tests of any API/)
    // The other server has no CORS layer.
    assert.match(output, /CORS of .* a page on .* reads GET \//)
    assert.match(output, /The server has no CORS layer/)
    assert.doesNotMatch(output, /tests\/all|Test timeout/)
  })

  it('is the right one → the session of the probe ends', async () => {
    api.recorder.clear()
    await probeDeployment(right, patient())
    assert.equal(api.recorder.of('POST')[0]?.status, 200)
    const [signOut] = api.recorder.of('DELETE')
    assert.equal(signOut?.status, 204)
    assert.match(signOut.requestHeaders.cookie ?? '', /^session=/)
  })

  const ada = { name: 'ada', password: 'not her password' }
  const cases: [title: string, change: () => Partial<Deployment>, message: RegExp][] = [
    [
      'has hosts that DNS does not know',
      () => ({ webOrigin: 'https://app.invalid', apiOrigin: 'https://api.invalid' }),
      /^API_ORIGIN_UNREACHABLE .*DNS.*\n\nWEB_ORIGIN_UNREACHABLE .*DNS/,
    ],
    [
      'has a port without a server',
      () => ({ apiOrigin: `http://localhost:${closedPort}` }),
      /^API_ORIGIN_UNREACHABLE .*no server listens.*ECONNREFUSED/,
    ],
    [
      'has another page, at an origin that the API does not allow',
      () => ({ webOrigin: otherServer }),
      /^API_ORIGIN_DISALLOWS .*WEB_ORIGINS of the API.*\n\nWEB_ORIGIN_FOREIGN .*GET \/ responds 200/,
    ],
    [
      'has a page that is built for another API',
      () => ({ apiOrigin: `http://127.0.0.1:${api.port}` }),
      /^WEB_ORIGIN_MISMATCH .*build again: VITE_API_ORIGIN=http:\/\/127\.0\.0\.1:\d+ npm run build/,
    ],
    [
      'rejects the account',
      () => ({ account: ada }),
      /^E2E_NAME_REJECTED {2}E2E_NAME "ada": .*401 CREDENTIALS_WRONG.*npm run add-user/,
    ],
    [
      'has a proxy without an API behind it',
      () => ({ apiOrigin: failing }),
      /^API_ORIGIN_FAILS .*GET \/api\/items responds 502/,
    ],
    [
      'has a certificate that Node does not trust',
      () => ({ apiOrigin: untrusted }),
      /^API_ORIGIN_UNREACHABLE .*not trusted.*NODE_EXTRA_CA_CERTS=ca\.pem/,
    ],
  ]
  let closedPort: number
  let failing: string
  let untrusted: string
  before(async () => {
    closedPort = await freePort()
    failing = await listen(
      createServer((_request, response) => response.writeHead(502).end('<h1>502</h1>')),
    )
    const certificate = await certificateFor(['localhost'])
    const SNICallback: TlsOptions['SNICallback'] = (_name, done) => done(null, certificate)
    untrusted = await listen(createTlsServer({ SNICallback }), 'https')
  })
  for (const [title, change, message] of cases) {
    it(`${title} → one line with the fix`, async () => {
      await assert.rejects(probeDeployment({ ...right, ...change() }, patient()), (error) => {
        assert.ok(error instanceof DeploymentError)
        assert.match(error.message, message)
        assert.doesNotMatch(error.message, /not her password/)
        return true
      })
    })
  }

  it('does not respond → an error after two seconds', async () => {
    const silent = await listen(createServer(() => {}))
    const started = performance.now()
    await assert.rejects(
      probeDeployment({ ...right, webOrigin: silent, apiOrigin: silent }),
      /API_ORIGIN_UNREACHABLE .* within 2 s.*\n\nWEB_ORIGIN_UNREACHABLE .* within 2 s/,
    )
    assert.ok(performance.now() - started < 4000)
  })
})
