import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sequence } from 'cors-verify/diagram'
import { callOfStep } from '../src/page/reading/call-of-step.ts'
import { loadedInWords } from '../src/page/reading/loaded-in-words.ts'
import type { PageElement } from '../src/shared/types.ts'

const step = (element: PageElement, rest: { mode?: 'no-cors'; credentials?: 'include' } = {}) =>
  ({
    kind: 'fetch',
    method: 'GET',
    path: '/static/file',
    credentials: 'omit',
    element,
    ...rest,
  }) as const

describe('an element of a page', () => {
  for (const [made, label] of [
    [step('image', { mode: 'no-cors' }), '<img>: /static/file'],
    [step('image'), '<img crossorigin>: /static/file'],
    [
      step('image', { credentials: 'include' }),
      '<img crossorigin="use-credentials">: /static/file',
    ],
    [step('font'), '@font-face: /static/file'],
    [step('module'), '<script type="module">: /static/file'],
  ] as const)
    it(`${label} → is drawn in place of fetch`, () => {
      const [first] = sequence({
        ...callOfStep(made, 'https://app.example.com'),
        exchanges: [],
      }).rows
      assert.ok(first?.kind === 'message')
      assert.equal(first.label, label)
    })

  it('a fetch → has a Response, and no words of its own', () => {
    const { element, ...fetched } = step('font')
    assert.equal(loadedInWords(fetched), undefined)
    assert.equal(loadedInWords({ ...fetched, element })?.what, 'font')
  })
})
