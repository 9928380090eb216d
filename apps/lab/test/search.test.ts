import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from '../src/page/search.ts'
import type { ScenarioView, SideView } from '../src/shared/types.ts'
import { patch } from './exchanges.ts'

const side = (code: string): SideView => ({ code, file: 'a.ts', steps: [patch], expected: [] })
const view: ScenarioView = {
  id: 'one',
  group: 'preflight',
  title: 'The proxy responds to preflights',
  prose: 'A browser sends a preflight first, and the server listens on port 7200.',
  wrong: side("add_header 'Access-Control-Max-Age' 7;"),
  right: side('reply.vary()'),
  spec: '',
  failure: 17,
  app: '',
}

const cases: [search: string, is: boolean][] = [
  ['', true],
  ['  ', true],
  ['PROXY', true],
  ['server  browser', true],
  ['preflights', true],
  ['preflight fails', true],
  ['access-control-max-age', true],
  ['reply.vary', true],
  ['patch', true],
  ['proxy teapot', false],
  ['teapot', false],
  ['7', true],
  ['17', false],
  ['7200', true],
  ['port 7200', true],
]
for (const [search, is] of cases)
  test(`${JSON.stringify(search)} → ${is ? 'found' : 'not found'}`, () => {
    assert.equal(matches(view, search), is)
  })

test('a scenario without a fixed side → is searched too', () => {
  const { right, ...rest } = view
  assert.ok(right)
  assert.equal(matches(rest, 'proxy'), true)
  assert.equal(matches(rest, 'reply.vary'), false)
})
