import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EngineRecord } from '../record/record-engine.ts'
import { joinRuns, toJson } from '../record/to-runs.ts'
import { judge } from '../src/page/running/judge.ts'
import { allRuns } from '../src/page/running/lab-runs.ts'
import { recordedKey } from '../src/recorded/run-key.ts'
import { fromTable, type RunTable } from '../src/recorded/run-table.ts'
import { recordedRuns } from '../src/recorded/runs.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import type { Lines, Recorded } from '../src/shared/types.ts'

const runs = allRuns((await loadScenarios()).scenarios.map(viewOf))
const engines = ['chromium', 'firefox', 'webkit'] as const
const exchanges = Object.values(recordedRuns.runs).flatMap((steps) =>
  steps.flatMap(({ recorded }) => recorded),
)

describe('the recorded runs', () => {
  it('every step of every run → is recorded in each engine; no other run is recorded', () => {
    const expected = runs.flatMap(({ key, steps }) =>
      engines.map((engine) => [recordedKey(key, engine), steps.length] as const),
    )
    const missing = expected.filter(([key, steps]) => recordedRuns.runs[key]?.length !== steps)
    assert.deepEqual(missing, [], 'Run npm run lab:record.')
    const known = new Set(expected.map(([key]) => key))
    const gone = Object.keys(recordedRuns.runs).filter((key) => !known.has(key))
    assert.deepEqual(gone, [], 'Run npm run lab:record.')
    assert.deepEqual(Object.keys(recordedRuns.engines), [...engines])
  })

  it('every step of every run → is as expected in its engine', () => {
    const differing = runs.flatMap(({ key, steps, expected }) =>
      engines.flatMap((engine) =>
        steps.flatMap((step, index) => {
          const recorded = recordedRuns.runs[recordedKey(key, engine)]?.[index]
          if (!recorded) return `${key}: not recorded`
          const { comparisons } = judge({ step, ...recorded }, expected[index], engine)
          assert.ok(comparisons.length > 0)
          return comparisons
            .filter(({ holds }) => !holds)
            .map(
              ({ what, expected, actual }) =>
                `${key} ${engine}, step ${index + 1}: ${what}: expected ${expected}, actual ${actual}`,
            )
        }),
      ),
    )
    assert.deepEqual(differing, [])
  })

  it('no run → has a port or a host of this machine', () => {
    const text = JSON.stringify(recordedRuns)
    assert.deepEqual(
      text.match(/(?:acme|other)\.localhost|localhost:\d{5}|127\.0\.0\.1:\d{5}/g),
      null,
    )
  })

  it('no run → has the value of a cookie or a line that changes from run to run', () => {
    const lines = exchanges.flatMap(({ requestHeaders, responseHeaders = [] }) => [
      ...requestHeaders,
      ...responseHeaders,
    ])
    const named = (name: string) => lines.filter((line) => line[0].toLowerCase() === name)
    for (const name of ['date', 'host', 'user-agent', 'sec-websocket-key'])
      assert.deepEqual(named(name), [])
    assert.ok(named('set-cookie').length > 0)
    for (const [, value] of [...named('set-cookie'), ...named('cookie')])
      assert.match(value, /^[^=]+=\*+(?:;|$)/)
  })
})

describe('joinRuns', () => {
  const keys = ['preflight-404 wrong', 'preflight-404 right']
  const exchange = (requestHeaders: Lines, responseHeaders?: Lines): Recorded => ({
    index: 7,
    method: 'OPTIONS',
    path: '/api/items?a=b c',
    requestHeaders,
    isPreflight: true,
    ...(responseHeaders && { status: 404, responseHeaders }),
  })
  const record: EngineRecord = {
    engine: 'firefox',
    version: 'Firefox 2',
    port: 5999,
    runs: keys.map((key) => ({
      key,
      unexpected: [],
      texts: [],
      steps: [
        {
          outcome: { readable: false, error: 'no http://app.acme.localhost:5999' },
          recorded: [
            exchange(
              [
                ['Host', 'api-0a1b2c3d.acme.localhost:41119'],
                ['Origin', 'https://app.example.com'],
              ],
              [
                ['Date', 'Mon, 30 Nov 2026 09:00:00 GMT'],
                ['X-Colon', 'a: b'],
                ['X-Empty', ''],
              ],
            ),
            exchange([['Origin', 'https://app.example.com']]),
          ],
        },
        { outcome: { readable: true, status: 200 }, recorded: [exchange([], [])] },
      ],
    })),
  }
  const chromium = [{ outcome: { readable: true }, recorded: [] }]
  const before = {
    engines: { chromium: 'Chromium 1', firefox: 'Firefox 1' },
    runs: {
      'preflight-404 wrong chromium': chromium,
      'preflight-404 wrong firefox': chromium,
      'gone wrong chromium': chromium,
    },
  }
  const joined = joinRuns(before, keys, [record])

  it('an engine that did not run → keeps its runs; a run that no longer exists → is removed', () => {
    assert.deepEqual(joined.engines, { chromium: 'Chromium 1', firefox: 'Firefox 2' })
    assert.deepEqual(Object.keys(joined.runs), [
      'preflight-404 wrong chromium',
      'preflight-404 wrong firefox',
      'preflight-404 right firefox',
    ])
    assert.deepEqual(joined.runs['preflight-404 wrong chromium'], chromium)
  })

  it('a new run → without header lines of this machine, with numbered exchanges and configured origins', () => {
    const [first, second] = joined.runs['preflight-404 wrong firefox'] ?? []
    assert.deepEqual(first?.outcome, { readable: false, error: 'no https://app.example.com' })
    assert.deepEqual(first.recorded, [
      {
        index: 0,
        method: 'OPTIONS',
        path: '/api/items?a=b c',
        requestHeaders: [['Origin', 'https://app.example.com']],
        isPreflight: true,
        status: 404,
        responseHeaders: [
          ['X-Colon', 'a: b'],
          ['X-Empty', ''],
        ],
      },
      {
        index: 1,
        method: 'OPTIONS',
        path: '/api/items?a=b c',
        requestHeaders: [['Origin', 'https://app.example.com']],
        isPreflight: true,
      },
    ])
    assert.equal(second?.recorded[0]?.index, 2)
  })

  it('runs that are written and read again → the same', () => {
    assert.deepEqual(fromTable(JSON.parse(toJson(joined)) as RunTable), joined)
  })

  it('an engine that did not do a run → throws', () => {
    assert.throws(
      () => joinRuns(before, keys, [{ ...record, runs: [] }]),
      /firefox did not run preflight-404 wrong/,
    )
  })
})
