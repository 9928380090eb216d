import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findSymptoms } from 'cors-verify/symptoms'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { searchRecorded } from '../src/page/search/search-recorded.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'

const { scenarios } = await loadScenarios()
const views = scenarios.map(viewOf)
const search = (text: string) => searchRecorded(views, recordedTexts, text)

/** The ids of each group. */
const idsOf = (text: string) =>
  search(text)?.groups.map(({ scenarios: group }) => group.map(({ id }) => id)) ?? []

/** Every text that was recorded, with the scenario that printed it. */
const recorded = Object.entries(recordedTexts.scenarios).flatMap(([id, sides]) =>
  Object.values(sides).flatMap(({ texts }) =>
    Object.entries(texts).flatMap(([engine, list]) => list.map((text) => ({ id, engine, text }))),
  ),
)

describe('the recorded texts', () => {
  it('every scenario and side → is recorded in each engine; none is recorded that is gone', () => {
    const sides = (ids: string[]) => [...new Set(ids)].sort()
    const expected = views.flatMap(({ id, right }) =>
      right ? [`${id} wrong`, `${id} right`] : `${id} wrong`,
    )
    const engines = Object.keys(recordedTexts.engines)
    assert.deepEqual(engines, ['chromium', 'firefox', 'webkit'])
    for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
      const found = Object.entries(recordedTexts.scenarios).flatMap(([id, each]) =>
        Object.entries(each).flatMap(([side, { texts }]) => (texts[engine] ? `${id} ${side}` : [])),
      )
      assert.deepEqual(sides(found), sides(expected), `${engine}: run npm run lab:record`)
    }
  })

  it('no text → has a port or a host of this machine', () => {
    const local = recorded.filter(({ text }) =>
      /acme\.localhost|other\.localhost|:\d{5}\b/.test(text),
    )
    assert.deepEqual(local, [])
  })

  it(`each of ${recorded.length} texts → is in the table of cors-verify explain`, () => {
    const unknown = recorded.filter(({ text }) => findSymptoms(text).found.length === 0)
    assert.deepEqual(unknown, [])
  })

  for (const text of new Set(recorded.map((each) => each.text))) {
    it(`${text.slice(-90)} → finds each scenario that printed it`, () => {
      const found = idsOf(text).flat()
      const own = recorded.filter((each) => each.text === text).map(({ id }) => id)
      assert.deepEqual(
        own.filter((id) => !found.includes(id)),
        [],
      )
      // A group is a selection: most scenarios print another text.
      assert.ok(new Set(found).size < views.length)
    })
  }
})
