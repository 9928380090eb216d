import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startLab } from '../src/server/start-lab.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** Starts the lab in a new process. */
function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  return { child, output, exited: once(child, 'exit') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('NODE_ENV=production → exit code 1 and one line', async () => {
  const { output, exited } = startMain({ NODE_ENV: 'production' })
  const [code] = (await exited) as [number]
  assert.equal(code, 1)
  assert.match(output.err, /^NODE_ENV_PRODUCTION {2}NODE_ENV "production": .*\n$/)
  assert.equal(output.out, '')
})

test('a busy port → an error with the port and the fix', async () => {
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

test('a LAB_PORT that is not a port → exit code 1 and PORT_INVALID', async () => {
  const { output, exited } = startMain({ LAB_PORT: 'x' })
  const [code] = (await exited) as [number]
  assert.equal(code, 1)
  assert.match(output.err, /^PORT_INVALID {2}LAB_PORT "x"/)
})

test('SIGTERM → exit code 0', { timeout: 60_000 }, async () => {
  const { child, output, exited } = startMain({ LAB_PORT: String(await freePort()) })
  while (!output.out.includes('Lab')) await once(child.stdout, 'data')
  const before = Date.now()
  child.kill('SIGTERM')
  const [code] = (await exited) as [number]
  assert.equal(code, 0)
  // The lab exits within two seconds; on a busy machine, the event comes later.
  assert.ok(Date.now() - before < 15_000)
})
