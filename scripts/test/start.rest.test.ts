import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, test, type TestContext } from 'node:test'

const root = join(import.meta.dirname, '..', '..')

/** The lab can be deleted. */
const hasLab = existsSync(join(root, 'apps', 'lab', 'package.json'))

/** Runs what `npm start` runs, in a process group of its own, as a terminal does. */
function start(t: TestContext, environment: NodeJS.ProcessEnv) {
  const data = mkdtempSync(join(tmpdir(), 'start-'))
  const child = spawn('node', ['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // CI forces colours, which would be between the words.
    env: {
      ...process.env,
      ...unsetVariables,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      DATABASE_FILE: join(data, 'items.db'),
      ...environment,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  t.after(() => {
    signal(child, 'SIGKILL')
    rmSync(data, { recursive: true, force: true })
  })
  return { child, printed: () => printed }
}

/** To the whole group, as Ctrl-C in a terminal. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? 0), name)
  } catch {
    // The group has ended.
  }
}

async function listenOnFreePort(): Promise<[Server, number]> {
  const server = createServer()
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return [server, (server.address() as AddressInfo).port]
}

async function freePort(): Promise<number> {
  const [server, port] = await listenOnFreePort()
  server.close()
  await once(server, 'close')
  return port
}

test('a taken port → an error with the port and the fix, and no server starts', async (t) => {
  const [web, webPort] = await listenOnFreePort()
  const [api, apiPort] = await listenOnFreePort()
  const [lab, labPort] = await listenOnFreePort()
  t.after(() => [web, api, lab].map((server) => server.close()))

  const { child, printed } = start(t, {
    WEB_ORIGINS: `http://localhost:${webPort}`,
    API_ORIGIN: `http://localhost:${apiPort}`,
    LAB_PORT: String(labPort),
  })
  const [code] = (await once(child, 'close')) as [number]
  assert.notEqual(code, 0)
  const taken: [string, number][] = [
    ['web', webPort],
    ['API', apiPort],
    ...(hasLab ? [['lab', labPort] as [string, number]] : []),
  ]
  for (const [name, port] of taken) {
    assert.match(
      printed(),
      new RegExp(`PORT_IN_USE {2}${name} localhost:${port}: is already in use\\. .*npm start`),
    )
  }
})

test('an invalid origin → its error, with code and link, is the last output', async (t) => {
  const { child, printed } = start(t, { WEB_ORIGINS: 'http://localhost:5173/' })
  const [code] = (await once(child, 'close')) as [number]
  assert.notEqual(code, 0)
  assert.match(
    printed().trimEnd(),
    /ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\] .*\n {2}See packages\/config\/README\.md#ORIGIN_TRAILING_SLASH$/,
  )
})

test('only patterns in WEB_ORIGINS → an error with the value and the fix', async (t) => {
  const { child, printed } = start(t, { WEB_ORIGINS: 'http://*.localhost:5173' })
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 1)
  assert.match(
    printed(),
    /^WEB_ORIGIN_MISSING {2}allowedOrigins "http:\/\/\*\.localhost:5173": .*\.\n$/,
  )
})

test(
  'an invalid LAB_PORT → an error with the variable, the value and the fix',
  { skip: !hasLab },
  async (t) => {
    const { child, printed } = start(t, { LAB_PORT: 'abc' })
    const [code] = (await once(child, 'close')) as [number]
    assert.notEqual(code, 0)
    assert.match(
      printed(),
      /^PORT_INVALID {2}LAB_PORT "abc": expected a port number .* Use an integer from 1 to 65535\.$/m,
    )
  },
)

test('npm start prints URLs, allowed origins and the account, and restarts the API on a change; Ctrl-C ends every process', async (t) => {
  const webOrigin = `http://localhost:${await freePort()}`
  const apiOrigin = `http://localhost:${await freePort()}`
  const labPort = await freePort()
  const { child, printed } = start(t, {
    WEB_ORIGINS: webOrigin,
    API_ORIGIN: apiOrigin,
    LAB_PORT: String(labPort),
  })
  const closed = once(child, 'close')
  await until(() => printed().includes('Ctrl-C ends all servers'))

  assert.match(printed(), new RegExp(`Web +${webOrigin}`))
  assert.match(printed(), new RegExp(`API +${apiOrigin}`))
  assert.match(printed(), new RegExp(`Pages of ${webOrigin} may call the API`))
  assert.match(printed(), /Sign in as demo with the password demo/)
  assert.equal((await fetch(webOrigin)).status, 200)
  const response = await fetch(`${apiOrigin}/api/items`, { headers: { origin: webOrigin } })
  assert.equal(response.headers.get('access-control-allow-origin'), webOrigin)

  if (hasLab) {
    assert.match(printed(), new RegExp(`Lab +http://lab.acme.localhost:${labPort} .*: starts now`))
    await until(() => printed().includes(`[lab]   Lab  http://lab.acme.localhost:${labPort}`))
    const { status, headers } = await fetch(`http://localhost:${labPort}`, { redirect: 'manual' })
    assert.equal(status, 302)
    assert.equal(headers.get('location'), `http://lab.acme.localhost:${labPort}/`)
  }

  // Saved again without a change, a source restarts the API.
  const source = join(root, 'packages', 'config', 'src', 'cors-policy.ts')
  const starts = () => printed().split('API at ').length - 1
  assert.equal(starts(), 1)
  const now = new Date()
  utimesSync(source, now, now)
  await until(() => starts() === 2)

  signal(child, 'SIGINT')
  await closed
  await until(() => !groupIsAlive(child))
  await assert.rejects(fetch(webOrigin))
  await assert.rejects(fetch(apiOrigin))
  await assert.rejects(fetch(`http://localhost:${labPort}`))
})

describe('a server that ends after all have started', { skip: !hasLab, timeout: 120_000 }, () => {
  /** Starts all servers, and ends those whose command has this text. */
  async function startAndEnd(t: TestContext, command: string) {
    const webOrigin = `http://localhost:${await freePort()}`
    const { child, printed } = start(t, {
      WEB_ORIGINS: webOrigin,
      API_ORIGIN: `http://localhost:${await freePort()}`,
      LAB_PORT: String(await freePort()),
    })
    const closed = once(child, 'close')
    await until(() => printed().includes('[lab]   Lab '))
    execFileSync('pkill', ['-g', String(child.pid), '-f', command])
    return { child, printed, closed, webOrigin }
  }

  it('the lab → the app goes on', async (t) => {
    const { child, printed, closed, webOrigin } = await startAndEnd(t, 'src/server/main.ts')
    await until(() => printed().includes('[lab] tsx src/server/main.ts exited'))
    assert.equal((await fetch(webOrigin)).status, 200)
    signal(child, 'SIGINT')
    assert.deepEqual(await closed, [0, null])
  })

  it('the API → the web and the lab end too, and the exit code is 1', async (t) => {
    const { child, closed } = await startAndEnd(t, 'src/server.ts')
    assert.deepEqual(await closed, [1, null])
    await until(() => !groupIsAlive(child))
  })
})

test('an API that cannot start → its error; Ctrl-C ends npm start before the API is ready', async (t) => {
  const { child, printed } = start(t, {
    WEB_ORIGINS: `http://localhost:${await freePort()}`,
    API_ORIGIN: `http://localhost:${await freePort()}`,
    LAB_PORT: String(await freePort()),
    DATABASE_FILE: '/dev/null/items.db',
  })
  const closed = once(child, 'close')
  await until(() => printed().includes('DATABASE_UNUSABLE  DATABASE_FILE "/dev/null/items.db"'))
  signal(child, 'SIGINT')
  await closed
  await until(() => !groupIsAlive(child))
})

test('Vite on a taken port fails: another port would be an origin that is not allowed', async (t) => {
  const [taken, port] = await listenOnFreePort()
  t.after(() => taken.close())
  const vite = spawn(
    'node_modules/.bin/vite',
    ['--configLoader', 'runner', '--port', String(port)],
    {
      cwd: join(root, 'apps', 'web'),
    },
  )
  let printed = ''
  vite.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const [code] = (await once(vite, 'close')) as [number]
  assert.notEqual(code, 0)
  assert.match(printed, new RegExp(`Port ${port} is already in use`))
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50))
}

function groupIsAlive(child: ChildProcess): boolean {
  try {
    return process.kill(-(child.pid ?? 0), 0)
  } catch {
    return false
  }
}
