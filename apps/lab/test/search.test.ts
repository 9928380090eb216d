import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from '../src/page/search.ts'
import type { ScenarioView, SideView } from '../src/shared/types.ts'
import { patch } from './exchanges.ts'

const side = (code: string): SideView => ({ code, file: 'a.ts', acts: [patch], promised: [] })
const view: ScenarioView = {
  id: 'one',
  group: 'Preflights',
  title: 'The proxy answers preflights',
  prose: 'A browser asks before it writes, and port 7200 listens.',
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
  ['writes  asks', true],
  ['preflights', true],
  ['access-control-max-age', true],
  ['reply.vary', true],
  ['patch', true],
  ['proxy teapot', false],
  ['teapot', false],
  ['17', true],
  ['#17', true],
  ['failure 17', true],
  ['Failure #17', true],
  [' 17 ', true],
  // A number is a failure's, though a 7 stands in the text too.
  ['7', false],
  ['failure 7', false],
  ['7200', true],
  ['port 7200', true],
]
for (const [search, is] of cases)
  test(`${JSON.stringify(search)} ${is ? 'finds' : 'does not find'} it`, () => {
    assert.equal(matches(view, search), is)
  })

test('a scenario that stands for no failure is found by none, and needs no mended side', () => {
  const { failure, right, ...rest } = view
  assert.equal(failure, 17)
  assert.ok(right)
  assert.equal(matches(rest, '17'), false)
  assert.equal(matches(rest, 'proxy'), true)
  assert.equal(matches(rest, 'reply.vary'), false)
})
