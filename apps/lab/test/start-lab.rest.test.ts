import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startLab } from '../src/server/start-lab.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** Starts the lab as a process of its own. */
function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  return { child, said, exited: once(child, 'exit') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('NODE_ENV=production is rejected with one line, and nothing listens', async () => {
  const { said, exited } = startMain({ NODE_ENV: 'production' })
  const [code] = (await exited) as [number]
  assert.equal(code, 1)
  assert.match(said.err, /^NODE_ENV_PRODUCTION {2}NODE_ENV "production": .*\n$/)
  assert.equal(said.out, '')
})

test('a taken port is an error that names the port and the cure', async () => {
  for (const host of ['127.0.0.1', '::1']) {
    const other = createServer().listen(0, host)
    try {
      await once(other, 'listening')
    } catch {
      // This machine has no IPv6.
      continue
    }
    const { port } = other.address() as AddressInfo
    await assert.rejects(startLab({ port, vite: false, onProblem: () => {} }), {
      name: 'LabError',
      message:
        `PORT_IN_USE  lab localhost:${port}: another process listens there. Stop it, or choose` +
        ` another port: LAB_PORT=${port + 10}.`,
    })
    other.close()
  }
})

test('a port that is none is rejected', async () => {
  const { said, exited } = startMain({ LAB_PORT: 'x' })
  const [code] = (await exited) as [number]
  assert.equal(code, 1)
  assert.match(said.err, /^PORT_INVALID {2}LAB_PORT "x"/)
})

test('SIGTERM ends the lab with exit code 0', { timeout: 60_000 }, async () => {
  const { child, said, exited } = startMain({ LAB_PORT: String(await freePort()) })
  while (!said.out.includes('Lab')) await once(child.stdout, 'data')
  const before = Date.now()
  child.kill('SIGTERM')
  const [code] = (await exited) as [number]
  assert.equal(code, 0)
  // It exits after two seconds at the latest; a busy machine notices later.
  assert.ok(Date.now() - before < 15_000)
})
