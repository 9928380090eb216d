import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lostCookie } from '../src/page/reading/lost-cookie.ts'
import type { Recorded } from '../src/shared/types.ts'
import { step, allowed, app, exchanged } from './exchanges.ts'

const sets = (cookie: string) => exchanged('GET', 200, [...allowed, ['Set-Cookie', cookie]])
const without = exchanged('GET', 200, allowed)
const withCookie = exchanged('GET', 200, allowed, [
  ['Origin', app],
  ['Cookie', 'sid=•'],
])

const lost = (
  recorded: Recorded[],
  { earlier = [] as Recorded[], isSameSite = true, of = step() } = {},
) => lostCookie({ step: of, earlier, isSameSite, recorded })

describe('lostCookie', () => {
  const signIn = sets('sid=•; SameSite=Lax')

  it('a cookie was set, and the next request has it → none is lost', () => {
    assert.equal(lost([withCookie], { earlier: [signIn] }), undefined)
  })

  it('a cookie was set, and the next request has none → not sent', () => {
    assert.equal(lost([without], { earlier: [signIn] }), 'not sent')
  })

  it('no cookie was set → none is lost', () => {
    assert.equal(lost([without], { earlier: [without] }), undefined)
    assert.equal(lost([]), undefined)
  })

  it('a cookie that browsers store → none is lost', () => {
    assert.equal(lost([signIn]), undefined)
    assert.equal(lost([sets('sid=•; SameSite=None; Secure')], { isSameSite: false }), undefined)
  })

  it('a cookie that every browser rejects → not stored', () => {
    assert.equal(lost([signIn], { isSameSite: false }), 'not stored')
    assert.equal(lost([sets('sid=•; SameSite=None')]), 'not stored')
  })

  it('a cookie in the response to a request without credentials → not stored', () => {
    assert.equal(lost([signIn], { of: step({ credentials: 'omit' }) }), 'not stored')
  })
})
