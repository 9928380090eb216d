import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cookiesFor } from '../src/browser/cookies.ts'

const planted = (page: string, target: string, name = 'session', opaque = false) => {
  const [cookie] = cookiesFor(page, opaque, new URL(target), [[name, 'abc']])
  return cookie && [cookie.domain, cookie.sameSite, cookie.secure, cookie.partitionKey]
}

describe('a cookie for the target', () => {
  it('within a site -> Lax, Secure over https', () => {
    assert.deepEqual(planted('https://app.example.com', 'https://api.example.com'), [
      'api.example.com',
      'Lax',
      true,
      undefined,
    ])
    assert.deepEqual(planted('http://localhost:5173', 'http://localhost:3000'), [
      'localhost',
      'Lax',
      false,
      undefined,
    ])
  })

  it('named __Host- on http://localhost -> Secure all the same, as its name demands', () => {
    assert.deepEqual(planted('http://localhost:5173', 'http://localhost:3000', '__Host-session'), [
      'localhost',
      'Lax',
      true,
      undefined,
    ])
  })

  it('across sites, schemes included -> None, Secure, in the partition of the page', () => {
    const target = 'https://api.example.com'
    const cross = (site: string) => ['api.example.com', 'None', true, site]
    assert.deepEqual(planted('https://www.evil.co.uk', target), cross('https://evil.co.uk'))
    assert.deepEqual(planted('https://one.github.io', target), cross('https://one.github.io'))
    assert.deepEqual(planted('http://app.example.com', target), cross('http://example.com'))
    assert.deepEqual(planted('http://localhost:5173', target), cross('http://localhost'))
  })

  it('for an opaque origin -> as across sites, even in a page of the same site', () => {
    assert.deepEqual(
      planted('https://app.example.com', 'https://api.example.com', 'session', true),
      ['api.example.com', 'None', true, 'https://example.com'],
    )
  })

  it('across sites over plain http -> Lax: browsers reject SameSite=None without Secure', () => {
    assert.deepEqual(planted('http://evil.example.net', 'http://api.example.com'), [
      'api.example.com',
      'Lax',
      false,
      undefined,
    ])
  })
})
