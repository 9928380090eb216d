import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasRealPage } from '../src/browser/real-page.ts'
import { closedPort, startPage } from './browser-api.ts'

/** Whether an origin that resolves to this loopback port has a real page. */
const seenAt = (port: number) =>
  hasRealPage(
    'http://app.example.com',
    new Map([['app.example.com:80', { address: '127.0.0.1', port }]]),
  )

describe('an origin of the user', () => {
  it('that responds with HTML -> has a real page', async () => {
    const server = await startPage('<!doctype html>', {})
    assert.equal(await seenAt(server.port), true)
    server.close()
  })

  it('that responds with JSON -> has no real page', async () => {
    const server = await startPage('{}', { 'content-type': 'application/json' })
    assert.equal(await seenAt(server.port), false)
    server.close()
  })

  it('where no server listens, or that no web page can have -> has no real page', async () => {
    assert.equal(await seenAt(await closedPort()), false)
    assert.equal(await hasRealPage('chrome-extension://abcdef', new Map()), false)
  })
})
