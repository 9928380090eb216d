import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from 'cors-verify/diagram'
import type { Step, Recorded } from '../src/shared/types.ts'
import {
  step,
  allowed,
  allowedPatch,
  app,
  draw,
  exchanged,
  failed,
  patch,
  preflight,
  read,
} from './exchanges.ts'

describe('the cookie jar', () => {
  const jar = (rows: readonly Row[]) =>
    rows.flatMap((row) => (row.kind === 'note' && row.title === 'Cookie jar' ? [row.text] : []))
  const setsCookie = [...allowed, ['Set-Cookie', 'sid=•; SameSite=Lax']] as const
  const signIn = exchanged('POST', 200, setsCookie)
  const omitting = step({ credentials: 'omit' })

  it('a Set-Cookie → is stored, also from a response that the page cannot read', () => {
    assert.match(jar(draw(step(), [signIn], read))[0] ?? '', /“sid” is stored/)
    const unread = exchanged('POST', 200, [['Set-Cookie', 'sid=•']])
    assert.match(jar(draw(step(), [unread], failed))[0] ?? '', /“sid” is stored/)
  })

  it('a cross-site Set-Cookie → rejected; one without credentials or of a preflight → ignored', () => {
    const across = draw(step(), [signIn], read, { isSameSite: false })
    assert.match(jar(across)[0] ?? '', /is rejected: page and API are of different sites/)
    assert.match(jar(draw(omitting, [signIn], read))[0] ?? '', /is ignored/)
    const preflighted = preflight(204, [...allowedPatch, ['Set-Cookie', 'sid=•']])
    assert.match(
      jar(draw(patch, [preflighted, exchanged('PATCH', 200, allowed)], read))[0] ?? '',
      /is ignored/,
    )
  })

  it('a later request → a note that the cookie is sent, or why none is sent', () => {
    const get = (...more: [string, string][]) =>
      exchanged('GET', 200, allowed, [['Origin', app], ...more])
    const notes = (of: Step, recorded: Recorded[], earlier: Recorded[] = [signIn]) =>
      jar(draw(of, recorded, read, { earlier }))
    assert.deepEqual(notes(step(), [get(['Cookie', 'sid=•'])]), ['The browser sends a cookie.'])
    assert.match(notes(step(), [get()])[0] ?? '', /it has none for this request/)
    assert.match(notes(omitting, [get()])[0] ?? '', /the request is made without credentials/)
    assert.deepEqual(notes(step(), [get()], []), [])
    // A preflight never carries a cookie, so there is no note.
    assert.deepEqual(notes(patch, [preflight(204, allowed)]), [])
  })
})
