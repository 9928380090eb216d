import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { demoAccount } from '../src/database/seed.ts'
import { buildApi } from './helpers/bundle.ts'
import { freePort, start, type Ended, type Running } from './helpers/process.ts'
import { bytesOf, json, send, Wire } from './helpers/wire.ts'

const bundle = await buildApi()
after(bundle.remove)
const startServer = (variables: Record<string, string>) => start([bundle.server], variables)

const web = 'http://localhost:5199'
const development = { API_ORIGIN: 'http://localhost:3199', WEB_ORIGINS: web }
const production = {
  NODE_ENV: 'production',
  API_ORIGIN: 'https://api.acme.dev',
  WEB_ORIGINS: 'https://app.acme.dev',
  COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
}

const lastLine = ({ output }: Ended) => output.trimEnd().split('\n').at(-1) ?? ''

/** Asserts exit code 1, and that only these errors are printed, without a stack trace. */
function assertRejected(ended: Ended, ...errors: RegExp[]): void {
  assert.equal(ended.code, 1, ended.output)
  assert.equal(ended.output, ended.stderr, 'prints nothing but the error')
  assert.doesNotMatch(ended.output, /^\s+at .*:\d+/m)
  for (const error of errors) assert.match(ended.output, error)
}

describe('An invalid environment', () => {
  it('an origin with a trailing slash -> names code, variable, value and fix', async () => {
    const ended = await startServer({ ...development, WEB_ORIGINS: `${web}/` }).ended
    const error = /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\] "http:\/\/localhost:5199\/": /m
    assertRejected(ended, error, /Use "http:\/\/localhost:5199"/)
  })

  it('several problems -> names all of them at once, and no key', async () => {
    const variables = { ...production, PORT: '-1', COOKIE_SECRETS: 'hunter2' }
    const ended = await startServer({ ...variables, WEB_ORIGINS: 'https://app.example.com' }).ended
    assertRejected(ended, /^ORIGIN_PLACEHOLDER/m, /^COOKIE_SECRETS_WEAK/m, /^PORT_INVALID/m)
    assert.doesNotMatch(ended.output, /hunter2/)
  })
})

describe('An address that cannot be used', () => {
  for (const [name, fix, variables] of [
    ['of API_ORIGIN', 'API_ORIGIN', (port) => ({ API_ORIGIN: `http://localhost:${port}` })],
    ['of PORT', 'PORT', (port) => ({ PORT: String(port) })],
    ['of PORT in production', 'PORT', (port) => ({ ...production, PORT: String(port) })],
  ] as [string, string, (port: number) => Record<string, string>][]) {
    it(`a port ${name} that is in use -> the last line names the port, and ${fix} as the fix`, async () => {
      const server = createServer().listen(0, 'localhost')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      const ended = await startServer({ ...development, ...variables(port) }).ended
      server.close()
      assert.equal(ended.code, 1, ended.output)
      assert.match(
        lastLine(ended),
        new RegExp(`^PORT_IN_USE {2}localhost:${port}: .*, or set ${fix} to `),
      )
    })
  }

  it('an address of another machine -> names it in the last line', async () => {
    const ended = await startServer({ ...production, HOST: '192.0.2.1' }).ended
    assert.equal(ended.code, 1, ended.output)
    assert.match(lastLine(ended), /^LISTEN_FAILED {2}192\.0\.2\.1:\d+: .*EADDRNOTAVAIL/)
  })
})

describe('SIGTERM', () => {
  async function startAndListen(variables: Record<string, string>) {
    const port = await freePort()
    const server = startServer({ PORT: String(port), HOST: '127.0.0.1', ...variables })
    await server.untilPrinted('allowed origins:')
    return { ...server, port }
  }
  const stop = async ({ child, ended }: Running) => {
    const since = performance.now()
    child.kill('SIGTERM')
    return { ...(await ended), ms: performance.now() - since }
  }

  it('in development -> requests in progress finish, streams end, exit code 0 within 5 s', async () => {
    const server = await startAndListen(development)
    const stream = await Wire.open(server.port)
    stream.write(bytesOf('GET /api/events', [['Origin', web]]))
    await stream.until((text) => text.includes(': open'))
    const wires = await Promise.all(Array.from({ length: 3 }, () => Wire.open(server.port)))
    // Both arrive together: after the first response, the slow sign-in is in progress.
    const both =
      bytesOf('GET /healthz') + bytesOf('POST /api/session', json(web), JSON.stringify(demoAccount))
    for (const wire of wires) wire.write(both)
    for (const wire of wires) assert.equal((await wire.response()).status, 200)

    const ended = await stop(server)
    assert.equal(ended.code, 0, ended.output)
    assert.ok(ended.ms < 5000, `${ended.ms} ms`)
    for (const wire of wires) assert.equal((await wire.response()).status, 200)
    assert.ok(stream.received.endsWith('0\r\n\r\n'), 'the stream ends with its last chunk')
  })

  it('in production with a stalled upload -> exit code 0 within 5 s, and the log is JSON', async () => {
    const server = await startAndListen(production)
    const upload = await Wire.open(server.port)
    const lines = [...json('https://app.acme.dev'), ['Content-Length', '100']] as const
    upload.write(bytesOf('POST /api/session', lines))
    assert.equal((await send(server, 'GET /healthz')).status, 200)

    const ended = await stop(server)
    assert.equal(ended.code, 0, ended.output)
    assert.ok(ended.ms < 5000, `${ended.ms} ms`)
    for (const line of ended.output.trim().split('\n')) JSON.parse(line)
  })
})
