import { readFileSync, writeFileSync } from 'node:fs'
import { engines } from '../src/page/running/engine.ts'
import { allRuns, runsOfScenario } from '../src/page/running/lab-runs.ts'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import { fromTable, type RunTable } from '../src/recorded/run-table.ts'
import type { RecordedTexts } from '../src/recorded/types.ts'
import { findEngine } from './open-window.ts'
import { recordEngine, type EngineRecord } from './record-engine.ts'
import { joinRecords } from './to-recorded.ts'
import { joinRuns, toJson } from './to-runs.ts'

// npm run lab:record -- [engine …] [scenario …]
// Does the runs of the lab in the engines of this machine: all, or those of the named engines and scenarios.
// Writes the console texts of the engines, the outcomes in their pages, and the exchanges of the servers.

const file = new URL('../src/recorded/console-texts.json', import.meta.url)
const runsFile = new URL('../src/recorded/runs.json', import.meta.url)
const wanted = process.argv.slice(2)
const { scenarios } = await loadScenarios()
const isEngine = (name: string) => engines.some((engine) => engine === name)
const isScenario = (name: string) => scenarios.some(({ id }) => id === name)
const unknown = wanted.filter((name) => !isEngine(name) && !isScenario(name))
if (unknown.length > 0) {
  console.error(
    `lab:record  "${unknown.join('", "')}": neither an engine nor a scenario. Engines are ${engines.join(', ')}; a scenario has the id in the address of its page.`,
  )
  process.exit(2)
}
const wantedEngines = wanted.filter(isEngine)
const named = scenarios.filter(({ id }) => wanted.includes(id))

const before = JSON.parse(readFileSync(file, 'utf8')) as RecordedTexts
const records: EngineRecord[] = []
for (const engine of engines) {
  const open = findEngine(engine)
  const unchanged = `keeps the texts of ${before.engines[engine] ?? 'no version'}`
  if (wantedEngines.length > 0 && !wantedEngines.includes(engine))
    console.log(`${engine}: ${unchanged}`)
  else if ('missing' in open)
    console.log(`${engine}: is not installed, ${unchanged}. Install it: ${open.missing}`)
  else {
    const record = await recordEngine(engine, open, { scenarios: named })
    records.push(record)
    console.log(`${engine}: ${record.version}, ${record.runs.length} runs`)
    for (const { key, unexpected } of record.runs)
      for (const line of unexpected) console.log(`${engine}: not as expected: ${key}, ${line}`)
  }
}
const joined = await joinRecords(before, scenarios, records, named.length > 0 ? named : scenarios)
writeFileSync(file, `${JSON.stringify(joined, undefined, 2)}\n`)
const runsBefore = fromTable(JSON.parse(readFileSync(runsFile, 'utf8')) as RunTable)
// Sorted by id, so that a scenario that changes its group does not move in the file.
const views = scenarios.map(viewOf).sort((a, b) => (a.id < b.id ? -1 : 1))
const all = allRuns(views)
const ran = named.length > 0 ? named.map(viewOf).flatMap(runsOfScenario) : all
writeFileSync(runsFile, toJson(joinRuns(runsBefore, keysOf(all), records, keysOf(ran))))

function keysOf(runs: readonly { key: string }[]): string[] {
  return runs.map(({ key }) => key)
}
