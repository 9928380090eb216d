import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare, expectedElsewhere, expectedIn } from '../src/page/running/compare.ts'
import { engineOf } from '../src/page/running/engine.ts'
import type { Outcome, Expected, Recorded } from '../src/shared/types.ts'
import { allowedPatch, app, exchanged, preflight } from './exchanges.ts'

const expected: Expected = {
  readable: true,
  status: 200,
  values: { 'X-Total-Count': '2', ETag: null },
  serverSaw: ['OPTIONS', 'PATCH'],
  serverResponded: [204, 200],
  cookieSent: true,
}
const outcome: Outcome = {
  readable: true,
  status: 200,
  values: { 'x-total-count': '2', etag: null },
}
const cookie = [
  ['Origin', app],
  ['cookie', '•'],
] as const
const options = preflight(204, allowedPatch)
const recorded = [options, exchanged('PATCH', 200, [], cookie)]

const differing = (actualOutcome: Outcome, exchanges: readonly Recorded[]) =>
  compare(expected, actualOutcome, exchanges)
    .filter(({ holds }) => !holds)
    .map(({ what, expected: was, actual }) => `${what}: ${was} → ${actual}`)

test('a step that is as expected → no part of it differs', () => {
  assert.deepEqual(differing(outcome, recorded), [])
  assert.equal(compare(expected, outcome, recorded).length, 7)
})

const { values } = outcome
const total = "headers.get('X-Total-Count')"
const changes: [what: string, Outcome, readonly Recorded[], difference: string][] = [
  ['readable', { ...outcome, readable: false }, recorded, 'JavaScript can read it: yes → no'],
  ['status', { ...outcome, status: 201 }, recorded, 'Status it sees: 200 → 201'],
  ['no status', { readable: true, values: values ?? {} }, recorded, 'Status it sees: 200 → none'],
  [
    'a value',
    { ...outcome, values: { ...values, 'x-total-count': '3' } },
    recorded,
    `${total}: '2' → '3'`,
  ],
  ['no value', { ...outcome, values: { etag: null } }, recorded, `${total}: '2' → null`],
  [
    'the text null',
    { ...outcome, values: { ...values, etag: 'null' } },
    recorded,
    "headers.get('ETag'): null → 'null'",
  ],
  [
    'a method',
    outcome,
    [options, exchanged('PUT', 200, [], cookie)],
    'The server saw: OPTIONS, PATCH → OPTIONS, PUT',
  ],
  [
    'a response',
    outcome,
    [options, exchanged('PATCH', 500, [], cookie)],
    'Its response statuses: 204, 200 → 204, 500',
  ],
  [
    'no response',
    outcome,
    [options, exchanged('PATCH', undefined, [], cookie)],
    'Its response statuses: 204, 200 → 204, nothing',
  ],
  ['no cookie', outcome, [options, exchanged('PATCH', 200)], 'A cookie came with it: yes → no'],
]
for (const [what, actualOutcome, exchanges, difference] of changes)
  test(`a result that differs in one part (${what}) → only that part differs`, () => {
    assert.deepEqual(differing(actualOutcome, exchanges), [difference])
  })

test('requests expected and none recorded, or none expected and some recorded → differs', () => {
  const holds = (serverSaw: string[], exchanges: Recorded[]) =>
    compare({ readable: true, serverSaw }, outcome, exchanges).every((row) => row.holds)
  assert.equal(holds([], recorded), false)
  assert.equal(holds(['GET'], []), false)
  assert.equal(holds([], []), true)
})

test('a part without an expected value → is not compared', () => {
  assert.equal(compare({ readable: true }, outcome, []).length, 1)
})

test('an engine with an expected result of its own → is compared with that; the others are named', () => {
  const only: Expected = { readable: true, only: { webkit: { readable: false } } }
  assert.equal(expectedIn(only, 'webkit').readable, false)
  assert.equal(expectedIn(only, 'firefox').readable, true)
  assert.deepEqual(expectedElsewhere(only, 'chromium'), [
    'WebKit differs. Expected there: JavaScript can read it: no.',
  ])
  assert.equal(expectedElsewhere(only, 'webkit').length, 2)
  assert.deepEqual(expectedElsewhere({ readable: true }, 'firefox'), [])
})

test('the User-Agent of WebKit, Chromium or Firefox → its engine', () => {
  const webkit = 'Mozilla/5.0 (X11) AppleWebKit/605.1.15 (KHTML, like Gecko)'
  assert.equal(engineOf(`${webkit} Version/26.0 Safari/605.1.15`), 'webkit')
  assert.equal(engineOf(`${webkit} Chrome/156.0.0.0 Safari/537.36`), 'chromium')
  assert.equal(engineOf('Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0'), 'firefox')
})
