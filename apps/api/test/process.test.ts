import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { web } from './helpers/api.ts'
import { freePort, start, startServer, type Ended, type Running } from './helpers/process.ts'
import { ask, bytesOf, json, Wire } from './helpers/wire.ts'

const strong = 'a-key-for-tests-with-more-than-32-characters'
const production = {
  NODE_ENV: 'production',
  API_ORIGIN: 'https://api.acme.dev',
  WEB_ORIGINS: 'https://app.acme.dev',
  COOKIE_SECRETS: strong,
}

const lastLine = ({ screen }: Ended) => screen.trimEnd().split('\n').at(-1) ?? ''

/** Not 0, and the last thing on screen is the error, without a stack trace. */
function assertRefused(ended: Ended, ...codes: RegExp[]): void {
  assert.equal(ended.code, 1, ended.screen)
  assert.equal(ended.screen, ended.stderr, 'nothing but the error is on screen')
  assert.doesNotMatch(ended.screen, /^\s+at .*:\d+/m)
  for (const code of codes) assert.match(ended.screen, code)
}

describe('S25: a configuration that is wrong', () => {
  it('an origin with a trailing slash (F05) is refused by name, place and cure', async () => {
    const ended = await startServer({ WEB_ORIGINS: `${web}/` }).ended
    const code = /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\] "http:\/\/localhost:5173\/": /m
    assertRefused(ended, code, /Use "http:\/\/localhost:5173"/)
  })

  it('in production all that is wrong is named at once, placeholders too, and no key', async () => {
    const variables = { NODE_ENV: 'production', PORT: '-1', COOKIE_SECRETS: 'hunter2' }
    const ended = await startServer(variables).ended
    assertRefused(ended, /^ORIGIN_PLACEHOLDER/m, /^COOKIE_SECRETS_WEAK/m, /^PORT_INVALID/m)
    assert.doesNotMatch(ended.screen, /hunter2/)
  })

  it('the refusal takes less than a second on top of what Node and tsx need to start', async () => {
    // The better of two, one after the other: other processes are at work.
    const best = async (run: () => Running) =>
      Math.min((await run().ended).ms, (await run().ended).ms)
    const bare = await best(() => start(['-e', '0']))
    const refusal = await best(() => startServer({ WEB_ORIGINS: '*' }))
    assert.ok(refusal - bare < 1000, `${refusal} ms against ${bare} ms for an empty script`)
  })

  it('nothing heavy is loaded before the environment is known to be right', async () => {
    const hook = `import Module from 'node:module'
      const load = Module._load
      Module._load = (name, ...rest) => {
        if (/fastify|libsql|argon2/.test(name)) console.log('LOADED ' + name)
        return load(name, ...rest)
      }`
    const spy = `data:text/javascript,${encodeURIComponent(hook)}`
    const server = ['--import', spy, 'src/server.ts']
    assert.doesNotMatch((await start(server, { WEB_ORIGINS: '*' }).ended).screen, /LOADED/)
  })
})

describe('what a process cannot have', () => {
  it('F09: a port that is taken is named with the cure, as the last thing on screen', async () => {
    const squatter = createServer().listen(0, 'localhost')
    await once(squatter, 'listening')
    const { port } = squatter.address() as AddressInfo
    const ended = await startServer({ PORT: String(port) }).ended
    squatter.close()
    assert.equal(ended.code, 1, ended.screen)
    assert.match(lastLine(ended), new RegExp(`^PORT_IN_USE {2}localhost:${port}: .*API_ORIGIN`))
  })

  it('a host that is not this machine is named as the last thing on screen', async () => {
    const ended = await startServer({ ...production, HOST: '192.0.2.1' }).ended
    assert.equal(ended.code, 1, ended.screen)
    assert.match(lastLine(ended), /^LISTEN_FAILED {2}192\.0\.2\.1:\d+: .*EADDRNOTAVAIL/)
  })

  it('a database that cannot be opened is named as the last thing on screen', async () => {
    const ended = await startServer({ DATABASE_FILE: '/dev/null/items.db' }).ended
    assert.equal(ended.code, 1, ended.screen)
    assert.match(lastLine(ended), /^DATABASE_UNUSABLE {2}\/dev\/null\/items\.db: /)
  })
})

describe('SIGTERM', () => {
  async function running(variables: Record<string, string> = {}) {
    const port = await freePort()
    const server = startServer({ PORT: String(port), HOST: '127.0.0.1', ...variables })
    await server.says('may call it')
    return { ...server, port }
  }
  const stop = async ({ child, ended }: Running) => {
    const since = performance.now()
    child.kill('SIGTERM')
    return { ...(await ended), ms: performance.now() - since }
  }

  it('sign-ins in flight are finished, event streams end, and the code is 0 within 5 s', async () => {
    const server = await running()
    const stream = await Wire.open(server.port)
    stream.write(bytesOf('GET /api/events', [['Origin', web]]))
    await stream.until((text) => text.includes(': open'))
    const wires = await Promise.all(Array.from({ length: 8 }, () => Wire.open(server.port)))
    // An argon2 hash is slow enough to be in flight.
    const account = JSON.stringify({ name: 'demo', password: 'demo' })
    // Both arrive at once: who has the first answer knows that the sign-in is there too.
    const both = bytesOf('GET /healthz') + bytesOf('POST /api/session', json(web), account)
    for (const wire of wires) wire.write(both)
    for (const wire of wires) assert.equal((await wire.answer()).status, 200)

    const ended = await stop(server)
    assert.equal(ended.code, 0, ended.screen)
    assert.ok(ended.ms < 5000, `took ${ended.ms} ms`)
    for (const wire of wires) assert.equal((await wire.answer()).status, 200)
    assert.ok(stream.received.endsWith('0\r\n\r\n'), 'the stream ends as streams end')
  })

  it('in production, whose log is JSON, a stalled upload holds it no longer than that', async () => {
    const server = await running(production)
    const upload = await Wire.open(server.port)
    const lines = [...json('https://app.acme.dev'), ['Content-Length', '100']] as const
    upload.write(bytesOf('POST /api/session', lines))
    assert.equal((await ask(server, 'GET /healthz')).status, 200)

    const ended = await stop(server)
    assert.equal(ended.code, 0, ended.screen)
    assert.ok(ended.ms < 5000, `took ${ended.ms} ms`)
    for (const line of ended.screen.trim().split('\n')) JSON.parse(line)
  })
})
