import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstWebOrigin } from '../src/index.ts'

const app = 'https://app.acme.dev'

describe('firstWebOrigin', () => {
  for (const [entries, expected] of [
    [[app, 'https://admin.acme.dev'], app],
    [['https://*.preview.acme.dev', app], app],
    [['http://localhost:*', 'http://localhost:5173'], 'http://localhost:5173'],
    [['capacitor://localhost', 'chrome-extension://abcdefghijklmnop', app], app],
    [['https://*.preview.acme.dev', 'tauri://localhost'], undefined],
    [[], undefined],
  ] as const) {
    it(`${entries.join(', ') || 'no entry'} → ${expected ?? 'undefined'}`, () => {
      assert.equal(firstWebOrigin(entries), expected)
    })
  }
})
