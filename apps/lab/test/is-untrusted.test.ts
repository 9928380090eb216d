import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUntrusted } from '../src/page/reading/is-untrusted.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

const { scenarios } = await loadScenarios()
const groups = ['readable-by-others', 'requests-by-others']

describe('isUntrusted', () => {
  for (const { id, scenario } of scenarios.filter((each) => groups.includes(each.scenario.group)))
    it(`${id}: the wrong server serves a page → that page is untrusted`, () => {
      assert.ok(scenario.wrong.steps.some(isUntrusted))
    })

  it('02-allowlist: the pages on the allowlist → trusted, the attacker’s page → not', () => {
    const steps = scenarios.find(({ id }) => id === '02-allowlist')?.scenario.wrong.steps ?? []
    assert.deepEqual(steps.map(isUntrusted), [false, false, true])
  })
})
