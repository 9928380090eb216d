import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Step, Recorded } from '../src/shared/types.ts'
import { step, allowed, allowing, app, exchanged, failed, preflight, read } from './exchanges.ts'

const judge = (recorded: Recorded[], outcome = failed, of: Step = step()) =>
  verdict({ step: of, origin: app, recorded, outcome })
const redirect = (location: string) => exchanged('GET', 302, [...allowed, ['Location', location]])

const failing: [what: string, recorded: Recorded[], sentence: RegExp][] = [
  [
    'a redirect loop',
    Array.from({ length: 21 }, () => redirect('/api/items')),
    /a browser follows at most 20/,
  ],
  [
    'credentials in Location',
    [redirect('https://user:secret@api.example.org/')],
    /has a user name or a password/,
  ],
  ['a user name in Location', [redirect('//user@api.example.com/')], /has a user name/],
  ['a scheme that is not HTTP', [redirect('data:,items')], /leads to data:/],
  ['a Location that is not a URL', [redirect('https://[/')], /“https:\/\/\[\/” is not a URL/],
  [
    'a target that cannot be reached',
    [redirect('https://b.example/')],
    /the request to https:\/\/b\.example failed/,
  ],
]
for (const [what, recorded, sentence] of failing)
  test(`${what} → not readable, decided by Location`, () => {
    const found = judge(recorded)
    assert.equal(found.readable, false)
    assert.equal(found.decidedBy, 'location')
    assert.match(found.sentence, sentence)
    assert.doesNotMatch(found.sentence, /secret/)
    assert.match(found.spec, /#concept-http-redirect-fetch|#http-redirect-fetch$/)
  })

test('a redirect that was followed to a readable response → readable', () => {
  const found = judge([redirect('/api/items'), exchanged('GET', 200, allowed)], read)
  assert.equal(found.readable, true)
})

test('a lower-case patch whose preflight passes → fails at the HTTP parser', () => {
  const of = step({ method: 'patch' })
  const preflighted = preflight(204, allowing({ Methods: 'patch' }))
  const requestHeaders = [
    ['Origin', app],
    ['Access-Control-Request-Method', 'patch'],
  ] as const
  const found = judge([{ ...preflighted, requestHeaders }], failed, of)
  assert.equal(found.readable, false)
  assert.match(found.sentence, /^The preflight succeeds, .* 400 to “patch”/)
  assert.match(
    judge(
      [preflight(204, allowing({ Methods: 'PATCH', Headers: 'content-type' }))],
      failed,
      step({ method: 'PATCH' }),
    ).sentence,
    /the connection failed/,
  )
})

test('a 407 → fails in Chromium, readable in Firefox', () => {
  const recorded = [exchanged('GET', 407, allowed)]
  const inChromium = judge(recorded)
  assert.equal(inChromium.readable, false)
  assert.match(inChromium.sentence, /ERR_UNEXPECTED_PROXY_AUTH/)
  assert.equal(judge(recorded, { readable: true, status: 407 }).readable, true)
})
