import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sequence } from 'cors-verify/diagram'
import { callOfAction } from '../src/page/reading/call-of-action.ts'
import { loadedInWords } from '../src/page/reading/loaded-in-words.ts'
import type { PageElement } from '../src/shared/types.ts'

const action = (element: PageElement, rest: { mode?: 'no-cors'; credentials?: 'include' } = {}) =>
  ({
    kind: 'fetch',
    method: 'GET',
    path: '/static/file',
    credentials: 'omit',
    element,
    ...rest,
  }) as const

describe('an element of a page', () => {
  it('a beacon → a POST with credentials, and its label is navigator.sendBeacon', () => {
    const beacon = { kind: 'beacon', path: '/log', type: 'application/json', body: '{}' } as const
    const call = callOfAction(beacon, 'https://app.example.com')
    assert.equal(call.method, 'POST')
    assert.deepEqual(call.headers, [['Content-Type', 'application/json']])
    const [first] = sequence({ ...call, exchanges: [] }).rows
    assert.ok(first?.kind === 'message')
    assert.equal(first.label, 'navigator.sendBeacon: /log, credentials: include')
  })

  it('a beacon of a safelisted type → mode no-cors, as sendBeacon says; of another type → cors', () => {
    const isNoCors = (type: string) =>
      callOfAction({ kind: 'beacon', path: '/log', type, body: 'a' }, 'https://app.example.com')
        .isNoCors
    assert.equal(isNoCors('text/plain'), true)
    assert.equal(isNoCors('application/json'), undefined)
  })

  it('a service worker → its mode is that of the request', () => {
    const { element, ...fetched } = action('font')
    const call = callOfAction({ ...fetched, serviceWorker: 'no-cors' }, 'https://app.example.com')
    assert.equal(element, 'font')
    assert.equal(call.isNoCors, true)
    assert.equal(call.drawnAs, 'fetch, by a service worker with mode no-cors')
  })

  for (const [made, label] of [
    [action('image', { mode: 'no-cors' }), '<img>: /static/file'],
    [action('image'), '<img crossorigin>: /static/file'],
    [
      action('image', { credentials: 'include' }),
      '<img crossorigin="use-credentials">: /static/file',
    ],
    [action('font'), '@font-face: /static/file'],
    [action('module'), '<script type="module">: /static/file'],
  ] as const)
    it(`${label} → is the label, instead of fetch`, () => {
      const [first] = sequence({
        ...callOfAction(made, 'https://app.example.com'),
        exchanges: [],
      }).rows
      assert.ok(first?.kind === 'message')
      assert.equal(first.label, label)
    })

  it('a fetch → has no text for a loaded element; a font has one', () => {
    const { element, ...fetched } = action('font')
    assert.equal(loadedInWords(fetched), undefined)
    assert.equal(loadedInWords({ ...fetched, element })?.what, 'font')
  })
})
