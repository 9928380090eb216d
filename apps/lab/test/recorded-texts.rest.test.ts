import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { findEngine } from '../record/open-window.ts'
import { recordEngine } from '../record/record-engine.ts'
import { joinRecords } from '../record/to-recorded.ts'
import { joinRuns } from '../record/to-runs.ts'
import { recordedRuns } from '../src/recorded/runs.ts'
import { recordedTexts } from '../src/page/search/recorded-texts.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

const { scenarios } = await loadScenarios()

describe('the recorded runs and texts', () => {
  for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
    const open = findEngine(engine)
    const skip = 'missing' in open ? `${engine} is not installed: ${open.missing}` : false
    it(`${engine} → does and prints the same in a new run`, { skip }, async (t) => {
      assert.ok(!('missing' in open))
      const record = await recordEngine(engine, open)
      const recordedVersion = recordedTexts.engines[engine] ?? ''
      if (record.version !== recordedVersion)
        t.diagnostic(`recorded with ${recordedVersion}, compared with ${record.version}`)
      const now = await joinRecords(recordedTexts, scenarios, [record])
      assert.deepEqual(now.scenarios, recordedTexts.scenarios, 'Run npm run lab:record.')
      const { runs } = joinRuns(recordedRuns, scenarios, [record])
      const differing = Object.entries(runs).filter(
        ([key, steps]) => !isDeepStrictEqual(steps, recordedRuns.runs[key]),
      )
      const before = differing.map(([key]) => [key, recordedRuns.runs[key]])
      assert.deepEqual(differing, before, 'Run npm run lab:record.')
    })
  }
})
