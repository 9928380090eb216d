import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildHref,
  galleryHref,
  groupHref,
  parseRoute,
  scenarioHref,
  stepHref,
} from '../src/page/route.ts'
import { loadScenarios } from '../src/server/scenarios.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { groups } from '../src/shared/groups.ts'

test('the link of each view → that view', () => {
  assert.deepEqual(parseRoute(galleryHref), { view: 'gallery' })
  assert.deepEqual(parseRoute(buildHref), { view: 'build', query: '' })
  for (const id of ['01-no-cors-layer', 'pattern-dot', 'a.b_c'])
    for (const side of ['wrong', 'right'] as const)
      assert.deepEqual(parseRoute(scenarioHref(id, side)), { view: 'scenario', id, side })
})

test('the link of each first step and each group → that step or group; an unknown one → the gallery', () => {
  for (const number of firstSteps.keys())
    assert.deepEqual(parseRoute(stepHref(number + 1)), { view: 'step', number: number + 1 })
  assert.deepEqual(parseRoute('#/steps'), { view: 'step', number: 1 })
  for (const { id } of groups)
    assert.deepEqual(parseRoute(groupHref(id)), { view: 'gallery', group: id })
  for (const hash of ['#/steps/0', '#/steps/6', '#/steps/1/2', '#/symptoms/', '#/symptoms/none'])
    assert.deepEqual(parseRoute(hash), { view: 'gallery' }, hash)
})

test('a link with an earlier id of a scenario → that scenario', async () => {
  const { scenarios } = await loadScenarios()
  for (const [earlier, id] of [
    ['firewall-refuses-patch', 'firewall-rejects-patch'],
    ['no-answer-at-all', 'no-response-at-all'],
    ['options-answered-before-cors', 'options-response-before-cors'],
    ['proxy-answers-preflights', 'proxy-responds-to-preflights'],
    ['reflects-on-actual-answers', 'reflects-on-actual-responses'],
    ['refusal-by-error', 'rejection-by-error'],
  ] as const) {
    assert.deepEqual(parseRoute(scenarioHref(earlier, 'right')), {
      view: 'scenario',
      id,
      side: 'right',
    })
    assert.ok(
      scenarios.some((each) => each.id === id),
      id,
    )
  }
})

test('the query of a configuration → unchanged', () => {
  const query = 'a=X%3A+1&q=b?c#d\ne'
  assert.deepEqual(parseRoute(`#/build?${query}`), { view: 'build', query })
})

test('an unknown address → the gallery; an unknown side → the wrong configuration', () => {
  for (const hash of ['', '#', '/', '#/s/', '#/s/a/b', '#/s/a%20b', '#/builder', '#/S/a', '#//s/a'])
    assert.deepEqual(parseRoute(hash), { view: 'gallery' }, hash)
  const found = { view: 'scenario', id: 'a', side: 'wrong' }
  for (const hash of ['#/s/a?side=left', '#/s/a?', '#/s/a?side=RIGHT', '#/s/a?other=right'])
    assert.deepEqual(parseRoute(hash), found, hash)
})
