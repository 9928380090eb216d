import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isRunMessage } from '../src/runner/messages.ts'

const message = {
  type: 'run',
  key: 1,
  api: 'http://run-1.api.acme.localhost:5300',
  action: { kind: 'fetch', path: '/api/items' },
}

describe('isRunMessage', () => {
  it('an action on an API on loopback → true', () => {
    assert.equal(isRunMessage(message), true)
  })

  for (const [name, data] of [
    ['a text', 'run'],
    ['null', null],
    ['another type', { ...message, type: 'outcome' }],
    ['an API on another host', { ...message, api: 'http://api.example.com:80' }],
    ['an action that is null', { ...message, action: null }],
    ['an action without a path', { ...message, action: { kind: 'fetch' } }],
    ['a path that names a host', { ...message, action: { kind: 'fetch', path: '@evil.example' } }],
  ] as const)
    it(`${name} → false`, () => {
      assert.equal(isRunMessage(data), false)
    })
})
