import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseSetCookie } from 'set-cookie-parser'
import { fetchSite, isSameSite } from '../src/site.ts'
import { blockedCookieReason } from '../src/blocked-cookie-reason.ts'

const sameSite = ['https://api.example.com', 'https://app.example.com'] as const
const crossSite = ['https://api.example.com', 'https://app.example.org'] as const
const local = ['http://localhost:3000', 'http://localhost:5173'] as const
const suffix = ['https://api.example.co.uk', 'https://app.example.co.uk'] as const
const hosted = ['https://api.github.io', 'https://api.github.io'] as const
const plain = ['http://api.example.com', 'http://app.example.com'] as const

type Pair = readonly [target: string, page: string]

/** [Set-Cookie, target and page, what browsers do with the cookie] */
const rows: [string, Pair, 'sent back' | 'blocked' | 'blocked by some'][] = [
  ['a=1', sameSite, 'sent back'],
  ['a=1; SameSite=Lax', sameSite, 'sent back'],
  ['a=1; SameSite=Strict', sameSite, 'sent back'],
  ['a=1; SameSite=None; Secure', sameSite, 'sent back'],
  ['a=1; SameSite=None', sameSite, 'blocked'],
  ['__Host-a=1; Secure; Path=/', sameSite, 'sent back'],
  ['__Host-a=1; Path=/', sameSite, 'blocked'],
  ['__Host-a=1; Secure', sameSite, 'blocked'],
  ['__Host-a=1; Secure; Path=/; Domain=example.com', sameSite, 'blocked'],
  ['__Secure-a=1; Secure', sameSite, 'sent back'],
  ['__Secure-a=1', sameSite, 'blocked'],
  ['a=1; Domain=example.com', sameSite, 'sent back'],
  ['a=1; Domain=.example.com', sameSite, 'sent back'],
  ['a=1; Domain=app.example.com', sameSite, 'blocked'],
  ['a=1; Domain=ample.com', sameSite, 'blocked'],
  ['a=1; Domain=co.uk', suffix, 'blocked'],
  ['a=1; Domain=.co.uk', suffix, 'blocked'],
  ['a=1; Domain=example.co.uk', suffix, 'sent back'],
  ['a=1; Domain=github.io', hosted, 'blocked'],
  ['a=1; Domain=api.github.io', hosted, 'sent back'],
  ['a=1', crossSite, 'blocked'],
  ['a=1; SameSite=Lax', crossSite, 'blocked'],
  ['a=1; SameSite=Strict', crossSite, 'blocked'],
  ['a=1; SameSite=None', crossSite, 'blocked'],
  ['a=1; SameSite=None; Secure', crossSite, 'blocked by some'],
  ['a=1; SameSite=None; Secure; Partitioned', crossSite, 'sent back'],
  ['a=1; SameSite=Lax; HttpOnly', local, 'sent back'],
  ['a=1; Secure', local, 'sent back'],
  ['a=1; Secure', plain, 'blocked'],
  ['a=1; SameSite=None; Secure', plain, 'blocked'],
  ['a=1', plain, 'sent back'],
]

describe('a cookie that the target sets', () => {
  for (const [line, [target, page], result] of rows)
    it(`${line} from ${target} for a page on ${page} → ${result}`, () => {
      const [cookie] = parseSetCookie(line)
      const blocked = blockedCookieReason(cookie!, new URL(target), page)
      const found =
        blocked === undefined ? 'sent back' : blocked.certain ? 'blocked' : 'blocked by some'
      assert.equal(found, result)
    })
})

describe('sites', () => {
  const pairs: [string, string, boolean][] = [
    ['https://app.example.com', 'https://api.example.com', true],
    ['http://app.example.com', 'https://api.example.com', false],
    ['https://a.github.io', 'https://b.github.io', false],
    ['https://a.example.co.uk', 'https://b.example.co.uk', true],
    ['https://a.co.uk', 'https://b.co.uk', false],
    ['http://localhost:1', 'http://localhost:2', true],
    ['http://localhost', 'http://127.0.0.1', false],
    ['http://app.acme.localhost', 'http://api.acme.localhost', true],
    ['http://app.localhost', 'http://api.localhost', false],
    ['http://127.0.0.1:1', 'http://127.0.0.1:2', true],
  ]
  for (const [a, b, same] of pairs)
    it(`${a} and ${b} are ${same ? 'same-site' : 'cross-site'}`, () => {
      assert.equal(isSameSite(new URL(a), new URL(b)), same)
      assert.equal(isSameSite(new URL(b), new URL(a)), same)
    })

  it('Sec-Fetch-Site: own origin, own site, another site, an opaque origin', () => {
    const target = new URL('https://api.example.com/items')
    assert.equal(fetchSite('https://api.example.com', target), 'same-origin')
    assert.equal(fetchSite('https://app.example.com', target), 'same-site')
    assert.equal(fetchSite('https://evil.example', target), 'cross-site')
    assert.equal(fetchSite('null', target), 'cross-site')
  })
})
