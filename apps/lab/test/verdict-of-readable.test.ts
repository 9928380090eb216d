import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Lines, Outcome } from '../src/shared/types.ts'
import { step, allowed, app, exchanged, stream } from './exchanges.ts'

const origin = 'access-control-allow-origin'
const get = step()

describe('a response that a page can read', () => {
  const read = (headers: Lines, outcome: Partial<Outcome> = {}, of = get, status = 200) =>
    verdict({
      step: of,
      origin: app,
      recorded: [exchanged('GET', status, headers)],
      outcome: { readable: true, ...outcome },
    })

  it('Allow-Origin with the origin, or * without credentials → the sentence names it', () => {
    const named = read(allowed)
    assert.equal(named.readable, true)
    assert.equal(named.decidedBy, origin)
    assert.match(
      named.sentence,
      /may read this 200: .* names its origin, and .*Credentials is true\.$/,
    )
    const star = read([['Access-Control-Allow-Origin', '*']], {}, step({ credentials: 'omit' }))
    assert.match(star.sentence, /is \*, and the request has no credentials\.$/)
  })

  it('a 500 → readable; a 304 → the status of the cached response', () => {
    assert.match(read(allowed, {}, get, 500).sentence, /may read this 500/)
    assert.match(
      read(allowed, { status: 200 }, get, 304).sentence,
      /this 200, .* revalidated by a 304/,
    )
  })

  const total = ['X-Total-Count', '2'] as const
  const list = (value: string) => ['Access-Control-Expose-Headers', value] as const
  const unexposed: [what: string, Lines, reads: string[], sentence: RegExp][] = [
    [
      'no list',
      [total],
      ['x-total-count'],
      /X-Total-Count is null to JavaScript: there is no Access-Control-Expose-Headers\.$/,
    ],
    ['another name', [total, list('Link')], ['X-Total-Count'], /is “Link”\.$/],
    [
      '* with credentials',
      [total, list('*')],
      ['X-Total-Count'],
      /the \* of .* is a name like any other\.$/,
    ],
    ['no * but a name with one', [total, list('x-*')], ['X-Total-Count'], /is “x-\*”\.$/],
    [
      'not a list of names',
      [total, list('X-Total-Count; Link')],
      ['X-Total-Count'],
      /Link”, which is not a list of names/,
    ],
    [
      'two headers',
      [total, ['ETag', '"1"']],
      ['X-Total-Count', 'ETag'],
      /X-Total-Count and ETag are null/,
    ],
    [
      'a cookie',
      [['Set-Cookie', 'a=1'], list('Set-Cookie')],
      ['Set-Cookie'],
      /Set-Cookie is null .*: Set-Cookie is never exposed\.$/,
    ],
    [
      'a cookie beside',
      [['Set-Cookie', 'a=1'], total],
      ['Set-Cookie', 'X-Total-Count'],
      /Set-Cookie is never exposed, and there is no/,
    ],
  ]
  for (const [what, headers, reads, sentence] of unexposed)
    it(`a header reads null (${what}) → the sentence has the reason`, () => {
      const values = Object.fromEntries(reads.map((name) => [name, null]))
      const found = read([...allowed, ...headers], { values })
      assert.equal(found.readable, true)
      assert.equal(found.decidedBy, 'access-control-expose-headers')
      assert.match(found.spec, /#concept-filtered-response-cors$/)
      assert.match(found.sentence, sentence)
    })

  it('headers that are exposed, or that the response does not have → not in the sentence', () => {
    const values = { 'X-Total-Count': '2', Link: null }
    const found = read([...allowed, total, list('X-Total-Count')], { values })
    assert.equal(found.decidedBy, origin)
  })

  it('an EventSource → opens only with status 200 and text/event-stream', () => {
    const type = (value: string): Lines => [...allowed, ['Content-Type', value]]
    assert.equal(read(type('text/event-stream; charset=utf-8'), {}, stream).readable, true)
    const json = read(type('application/json'), {}, stream)
    assert.deepEqual([json.readable, json.decidedBy], [false, 'content-type'])
    const failed = read(type('text/event-stream'), {}, stream, 500)
    assert.deepEqual([failed.readable, failed.decidedBy], [false, ':status'])
    assert.match(failed.sentence, /CORS lets .* read this 500, yet an EventSource/)
  })
})
