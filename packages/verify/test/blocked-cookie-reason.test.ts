import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseSetCookie } from 'set-cookie-parser'
import { fetchSite, isSameSite } from '../src/site.ts'
import { blockedCookieReason } from '../src/blocked-cookie-reason.ts'

const sameSite = ['https://api.example.com', 'https://app.example.com'] as const
const crossSite = ['https://api.example.com', 'https://app.example.org'] as const
const local = ['http://localhost:3000', 'http://localhost:5173'] as const
const plain = ['http://api.example.com', 'http://app.example.com'] as const

type Pair = readonly [target: string, page: string]

/** [Set-Cookie, target and page, what becomes of it] */
const rows: [string, Pair, 'kept' | 'dropped' | 'dropped by some'][] = [
  ['a=1', sameSite, 'kept'],
  ['a=1; SameSite=Lax', sameSite, 'kept'],
  ['a=1; SameSite=Strict', sameSite, 'kept'],
  ['a=1; SameSite=None; Secure', sameSite, 'kept'],
  ['a=1; SameSite=None', sameSite, 'dropped'],
  ['__Host-a=1; Secure; Path=/', sameSite, 'kept'],
  ['__Host-a=1; Path=/', sameSite, 'dropped'],
  ['__Host-a=1; Secure', sameSite, 'dropped'],
  ['__Host-a=1; Secure; Path=/; Domain=example.com', sameSite, 'dropped'],
  ['__Secure-a=1; Secure', sameSite, 'kept'],
  ['__Secure-a=1', sameSite, 'dropped'],
  ['a=1; Domain=example.com', sameSite, 'kept'],
  ['a=1; Domain=.example.com', sameSite, 'kept'],
  ['a=1; Domain=app.example.com', sameSite, 'dropped'],
  ['a=1; Domain=ample.com', sameSite, 'dropped'],
  ['a=1', crossSite, 'dropped'],
  ['a=1; SameSite=Lax', crossSite, 'dropped'],
  ['a=1; SameSite=Strict', crossSite, 'dropped'],
  ['a=1; SameSite=None', crossSite, 'dropped'],
  ['a=1; SameSite=None; Secure', crossSite, 'dropped by some'],
  ['a=1; SameSite=None; Secure; Partitioned', crossSite, 'kept'],
  ['a=1; SameSite=Lax; HttpOnly', local, 'kept'],
  ['a=1; Secure', local, 'kept'],
  ['a=1; Secure', plain, 'dropped'],
  ['a=1; SameSite=None; Secure', plain, 'dropped'],
  ['a=1', plain, 'kept'],
]

describe('a cookie that the target sets', () => {
  for (const [line, [target, page], fate] of rows)
    it(`${line} from ${target} for a page on ${page} → ${fate}`, () => {
      const [cookie] = parseSetCookie(line)
      const blocked = blockedCookieReason(cookie!, new URL(target), new URL(page))
      const found = blocked === undefined ? 'kept' : blocked.certain ? 'dropped' : 'dropped by some'
      assert.equal(found, fate)
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
