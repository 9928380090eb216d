import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { findEngine } from '../record/open-window.ts'
import { recordEngine, type EngineRecord } from '../record/record-engine.ts'
import { joinRecords, runOf } from '../record/to-recorded.ts'
import { joinRuns } from '../record/to-runs.ts'
import { engines } from '../src/page/running/engine.ts'
import { allRuns, runsOfFirstStep, runsOfScenario } from '../src/page/running/lab-runs.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { recordedRuns } from '../src/recorded/runs.ts'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import { seed } from './seed.ts'

const { scenarios } = await loadScenarios()
const views = scenarios.map(viewOf)

/** More than are compared: those whose result the configuration alone does not decide are left out. */
const generated = 3100
const compared = 3000

// Each engine does every run of the lab once. The engines run at the same time, because they mostly wait.
// Each result is compared with the expected and the recorded one, and generated configurations with their
// predictions.
for (const engine of engines) {
  const open = findEngine(engine)
  const skip = 'missing' in open ? `${engine} is not installed: ${open.missing}` : false
  const recording = 'missing' in open ? undefined : recordEngine(engine, open, { generated, seed })
  // A rejection fails the tests of this engine, not the whole file.
  recording?.catch(() => undefined)

  describe(`the lab in ${engine}`, { skip }, () => {
    let record: EngineRecord
    before(async () => {
      assert.ok(recording)
      record = await recording
    })

    for (const view of views)
      it(`${view.id} → every result is as expected, wrong and fixed`, () => {
        assert.deepEqual(unexpectedIn(runsOfScenario(view)), [])
      })

    for (const [index, { title }] of firstSteps.entries())
      it(`step ${index + 1}, ${title} → every result is as expected`, () => {
        assert.deepEqual(unexpectedIn(runsOfFirstStep(index + 1)), [])
      })

    it(`${compared} generated configurations (seed ${seed}) and every mode → the results are as predicted`, (t) => {
      assert.ok(record.comparison, 'no configuration was compared')
      const { count, differing } = record.comparison
      t.diagnostic(`${count} compared, ${differing.length} differ`)
      assert.ok(count >= compared, String(count))
      assert.deepEqual(differing, [])
    })

    it('every run → the recorded console texts and results', async (t) => {
      const recordedVersion = recordedTexts.engines[engine] ?? ''
      if (record.version !== recordedVersion)
        t.diagnostic(`recorded with ${recordedVersion}, compared with ${record.version}`)
      const now = await joinRecords(recordedTexts, scenarios, [record])
      assert.deepEqual(now.scenarios, recordedTexts.scenarios, 'Run npm run lab:record.')
      const keys = allRuns(views).map(({ key }) => key)
      const { runs } = joinRuns(recordedRuns, keys, [record])
      const differing = Object.entries(runs).filter(
        ([key, steps]) => !isDeepStrictEqual(steps, recordedRuns.runs[key]),
      )
      const before = differing.map(([key]) => [key, recordedRuns.runs[key]])
      assert.deepEqual(differing, before, 'Run npm run lab:record.')
    })

    function unexpectedIn(runs: readonly { key: string }[]): string[] {
      assert.ok(runs.length > 0)
      return runs.flatMap(({ key }) =>
        runOf(record, key).unexpected.map((line) => `${key}, ${line}`),
      )
    }
  })
}
