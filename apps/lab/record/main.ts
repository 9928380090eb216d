import { readFileSync, writeFileSync } from 'node:fs'
import { loadScenarios } from '../src/server/scenarios.ts'
import { fromTable, type RunTable } from '../src/recorded/run-table.ts'
import type { RecordedTexts } from '../src/recorded/types.ts'
import { findEngine } from './open-window.ts'
import { recordEngine, type EngineRecord } from './record-engine.ts'
import { joinRecords } from './to-recorded.ts'
import { joinRuns, toJson } from './to-runs.ts'

// Runs every scenario in each engine of this machine, and writes what the engines printed, what their pages
// saw and what the servers received and sent:
// npm run lab:record -- [engine …]

const file = new URL('../src/recorded/console-texts.json', import.meta.url)
const runsFile = new URL('../src/recorded/runs.json', import.meta.url)
const engines = ['chromium', 'firefox', 'webkit'] as const
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !engines.some((engine) => engine === name))
if (unknown.length > 0) {
  console.error(`lab:record  "${unknown.join('", "')}": not an engine. Use ${engines.join(', ')}.`)
  process.exit(2)
}

const before = JSON.parse(readFileSync(file, 'utf8')) as RecordedTexts
const records: EngineRecord[] = []
for (const engine of engines) {
  const open = findEngine(engine)
  const kept = `keeps the texts of ${before.engines[engine] ?? 'no version'}`
  if (wanted.length > 0 && !wanted.includes(engine)) console.log(`${engine}: ${kept}`)
  else if ('missing' in open) console.log(`${engine}: is not installed, ${kept}. ${open.missing}`)
  else {
    const record = await recordEngine(engine, open)
    records.push(record)
    console.log(`${engine}: ${record.version}, ${record.runs.length} configurations`)
  }
}
const { scenarios } = await loadScenarios()
const joined = await joinRecords(before, scenarios, records)
writeFileSync(file, `${JSON.stringify(joined, undefined, 2)}\n`)
const runsBefore = fromTable(JSON.parse(readFileSync(runsFile, 'utf8')) as RunTable)
writeFileSync(runsFile, toJson(joinRuns(runsBefore, scenarios, records)))
