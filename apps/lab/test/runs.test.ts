import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { listenCustom } from '../src/server/custom-server.ts'
import { createRuns } from '../src/server/runs.ts'
import { plain } from './lab.ts'

const server = { listen: () => listenCustom(() => plain) }

test('more runs than maxRuns → the oldest ends', async () => {
  const runs = createRuns({ labPort: 5273, maxRuns: 2 })
  try {
    const ids: string[] = []
    for (let count = 0; count < 3; count++) ids.push((await runs.start(server)).id)
    assert.deepEqual(
      ids.map((id) => runs.recorded(id)?.length),
      [undefined, 0, 0],
    )
  } finally {
    await runs.close()
  }
})

test('a run older than maxAgeSeconds → ends', async () => {
  const runs = createRuns({ labPort: 5273, maxAgeSeconds: 0.1 })
  try {
    const { id } = await runs.start(server)
    assert.ok(runs.recorded(id))
    await new Promise((resolve) => setTimeout(resolve, 400))
    assert.equal(runs.recorded(id), undefined)
  } finally {
    await runs.close()
  }
})

test('a server that does not start → its error', async () => {
  const runs = createRuns({ labPort: 5273 })
  await assert.rejects(runs.start({ listen: () => Promise.reject(new Error('no')) }), /no/)
  await runs.close()
})

test('the server of a run → listens on loopback only', async (t) => {
  const others = Object.values(networkInterfaces())
    .flat()
    .flatMap((each) => (each && !each.internal && each.family === 'IPv4' ? [each.address] : []))
  if (others.length === 0) t.skip('this machine has no other address')
  const runs = createRuns({ labPort: 5273 })
  try {
    const { api } = await runs.start(server)
    const port = Number(new URL(api).port)
    assert.equal(await connects('127.0.0.1', port), true)
    for (const host of others) assert.equal(await connects(host, port), false, host)
  } finally {
    await runs.close()
  }
})

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    const done = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.on('connect', () => done(true))
    socket.on('error', () => done(false))
    socket.on('timeout', () => done(false))
  })
}
