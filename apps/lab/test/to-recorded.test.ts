import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EngineRecord } from '../record/record-engine.ts'
import { joinRecords, withStageNames } from '../record/to-recorded.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

describe('withStageNames', () => {
  const cases = [
    ['http://api-0a1b2c3d.acme.localhost:41119/api/items', 'https://api.example.com/api/items'],
    ['ws://api-0a1b2c3d.acme.localhost:41119/socket', 'wss://api.example.com/socket'],
    ["at 'http://app.acme.localhost:5999'", "at 'https://app.example.com'"],
    ['http://api.other.localhost:41119/x', 'https://api.example.org/x'],
    ['http://accounts.acme.localhost:41119/login', 'https://accounts.example.com/login'],
    ['at https://localhost:41119/api/items.', 'at https://localhost:7001/api/items.'],
    ['http://127.0.0.1:5999', 'http://127.0.0.1:5273'],
    // Another port than that of the lab, and a host of another name.
    ['http://app.acme.localhost:6000', 'http://app.acme.localhost:6000'],
    ['https://app.example.com/items', 'https://app.example.com/items'],
  ] as const
  for (const [text, expected] of cases) {
    it(`${text} → ${expected}`, () => assert.equal(withStageNames(text, 5999), expected))
  }
})

describe('joinRecords', async () => {
  const scenarios = (await loadScenarios()).scenarios.filter(({ id }) => id === 'preflight-404')
  const printed = (text: string): EngineRecord => ({
    engine: 'firefox',
    version: 'Firefox 1',
    port: 5999,
    runs: ['preflight-404 wrong', 'preflight-404 right'].map((key) => ({
      key,
      steps: ['TypeError: failed', 'an error event, which gives no reason'].map((error) => ({
        outcome: { readable: false, error },
        recorded: [],
      })),
      unexpected: [],
      texts: [text, text],
    })),
  })

  it('an engine that did not run → keeps its texts; a scenario that no longer exists → is removed', async () => {
    const side = {
      causes: [],
      statuses: [404],
      lines: ['Vary: Origin'],
      texts: { chromium: ['a'] },
    }
    const before = {
      engines: { chromium: 'Chromium 1' },
      scenarios: { 'preflight-404': { wrong: side }, gone: { wrong: side } },
    }
    const joined = await joinRecords(before, scenarios, [printed('b')])
    assert.deepEqual(joined.engines, { chromium: 'Chromium 1', firefox: 'Firefox 1' })
    assert.deepEqual(Object.keys(joined.scenarios), ['preflight-404'])
    assert.deepEqual(joined.scenarios['preflight-404']?.wrong, {
      causes: ['preflight-not-routed'],
      statuses: [404],
      lines: ['Vary: Origin'],
      texts: { chromium: ['a'], firefox: ['b', 'TypeError: failed'] },
    })
  })

  it('some scenarios ran → the others keep their recordings', async () => {
    const all = (await loadScenarios()).scenarios.filter(({ id }) => id.startsWith('preflight-40'))
    const others = { right: { causes: [], statuses: [], lines: [], texts: { firefox: ['a'] } } }
    const before = {
      engines: { firefox: 'Firefox 1' },
      scenarios: { 'preflight-404': others, 'preflight-401-with-headers': others },
    }
    const joined = await joinRecords(before, all, [printed('b')], scenarios)
    assert.deepEqual(joined.scenarios['preflight-401-with-headers'], others)
    const texts = joined.scenarios['preflight-404']?.right?.texts
    assert.deepEqual(texts?.firefox, ['b', 'TypeError: failed'])
    await assert.rejects(
      joinRecords({ ...before, engines: { firefox: 'Firefox 2' } }, all, [printed('b')], scenarios),
      /^Error: The texts are from Firefox 2, and this is Firefox 1\. Record every scenario\.$/,
    )
  })

  it('an engine that did not run a scenario → throws', async () => {
    const record = { ...printed('b'), runs: [] }
    const before = { engines: {}, scenarios: {} }
    await assert.rejects(
      joinRecords(before, scenarios, [record]),
      /firefox did not run preflight-404/,
    )
  })
})
