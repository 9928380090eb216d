import assert from 'node:assert/strict'
import cors from '@fastify/cors'
import Fastify from 'fastify'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { startBrowser } from '../src/browser/index.ts'
import { run } from './cli-run.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const block = /<!-- session -->[^]*?```\n\$ ([^]*?)\n\n([^]*?)```/.exec(readme)
const [, command = '', printed = ''] = block ?? []

const chromium = await startBrowser('chromium')
const skip = 'missing' in chromium ? chromium.missing : false
if (!('missing' in chromium)) await chromium.close()

/** Versions and times differ; a busy machine gets a few more requests that compare times. */
const comparable = (text: string) =>
  text
    .replaceAll(/Chromium [\d.]+/g, 'Chromium')
    .replaceAll(/Chromium:?\s+/g, 'Chromium ')
    .replace(/\| \d+ requests/, '| requests')
    .replace(/\| [\d.]+ s$/m, '| s')

describe('the session in the README', { skip }, () => {
  it('the command of the README, against the server that it describes → prints the same', async () => {
    const app = Fastify()
    await app.register(cors, { origin: ['http://localhost:5173'], credentials: true })
    app.get('/api/items', async () => [{ id: 1 }])
    app.patch('/api/items', async () => ({ saved: true }))
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    try {
      const [, args = ''] = command.replaceAll(/\\\n/g, '').split(' -- ')
      const argv = args.trim().split(/\s+/)
      const { stdout, code } = await run([...argv, '--resolve', `localhost:3000=127.0.0.1:${port}`])
      assert.equal(comparable(stdout), comparable(printed))
      assert.equal(code, 1)
    } finally {
      await app.close()
    }
  })
})
