import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cookiesOf } from '../src/playwright/storage-state.ts'

const cookie = {
  name: 'session',
  value: 'abc',
  domain: 'api.example.com',
  path: '/',
  expires: -1,
  httpOnly: true,
  secure: false,
  sameSite: 'None' as const,
}

/** The names of the cookies that a browser sends to a URL. */
async function sentTo(url: string, attributes: Partial<typeof cookie>): Promise<string[]> {
  const state = { cookies: [{ ...cookie, ...attributes }], origins: [] }
  return (await cookiesOf(state, new URL(url))).map(([name]) => name)
}

describe('the cookies of a storage state', () => {
  const api = 'https://api.example.com/api/items'
  const hour = 3600
  const now = Date.now() / 1000

  for (const [title, attributes, url] of [
    ['a host-only cookie → its host', {}, api],
    ['a cookie with a Domain → a host below it', { domain: '.example.com' }, api],
    ['a cookie with a Path → a path below it', { path: '/api' }, api],
    ['a cookie that has not expired → its host', { expires: now + hour }, api],
    ['a Secure cookie → an https URL', { secure: true }, api],
    [
      'a Secure cookie → an http URL of a loopback host',
      { secure: true, domain: 'localhost' },
      'http://localhost:3000/',
    ],
    ['a cookie without Secure → an http URL', {}, 'http://api.example.com/'],
  ] as const)
    it(`${title}: is sent`, async () => {
      assert.deepEqual(await sentTo(url, attributes), ['session'])
    })

  for (const [title, attributes, url] of [
    ['a host-only cookie → a host below its own', { domain: 'example.com' }, api],
    ['a cookie with a Domain → a host that only ends alike', { domain: '.i.example.com' }, api],
    ['a cookie with a Path → a path that only begins alike', { path: '/ap' }, api],
    ['a cookie that has expired → its host', { expires: now - hour }, api],
    ['a Secure cookie → an http URL', { secure: true }, 'http://api.example.com/'],
  ] as const)
    it(`${title}: is not sent`, async () => {
      assert.deepEqual(await sentTo(url, attributes), [])
    })
})
