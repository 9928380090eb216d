import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hideSecrets, secretsOf } from '../src/secrets.ts'
import { redactUrls } from '../src/http/redact.ts'

describe('the secrets of a run', () => {
  const secrets = secretsOf({
    target: 'https://api.example.com/items?access_token=a"1b2c3d4&page=20261130',
    options: {
      origins: ['https://app1.example.com'],
      cookies: { session: '4f1c9a7e22', consent: 'true', host: 'app1.example.com' },
      requestHeaders: ['authorization: Bearer 77aa88bb', 'content-type: application/json; v=12'],
    },
  })

  it('random values of cookies, credentials and the URL → are secrets, ordinary words are not', () => {
    assert.deepEqual([...secrets].sort(), [
      '4f1c9a7e22',
      '77aa88bb',
      'Bearer 77aa88bb',
      'a%221b2c3d4',
    ])
  })

  it('in every string of a report → redacted; other values stay', () => {
    const report = {
      target: 'https://api.example.com/items?access_token=a%221b2c3d4&page=20261130',
      findings: [{ observed: 'x-echo: 4f1c9a7e22 is true', requests: 3, browser: null }],
    }
    assert.deepEqual(hideSecrets(report, secrets), {
      target: 'https://api.example.com/items?access_token=***&page=20261130',
      findings: [{ observed: 'x-echo: *** is true', requests: 3, browser: null }],
    })
  })
})

describe('redactUrls', () => {
  const redacted: [text: string, expected: string][] = [
    ['GET https://me:pw@a.example/x?y=1', 'GET https://***@a.example/x?y=1'],
    ['https://a.example/?apiKey=1&b=2&sig=3#x', 'https://a.example/?apiKey=***&b=2&sig=***#x'],
    ["'https://a.example/cb?code=1' from", "'https://a.example/cb?code=***' from"],
    ['https://a.example/?page=1&author=me', 'https://a.example/?page=1&author=me'],
    ['mail me@a.example, a=b', 'mail me@a.example, a=b'],
  ]
  for (const [text, expected] of redacted) {
    it(`${text} → ${expected}`, () => assert.equal(redactUrls(text), expected))
  }
})
