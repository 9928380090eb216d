import { chromium } from './browser/chromium.ts'
import { buildServers } from './build.ts'
import { hasCallgrind } from './callgrind.ts'
import { makeFixture } from './fixture.ts'
import type { Goal } from './goal.ts'
import { corsLayer } from './goals/cors-layer.ts'
import { firstLoad } from './goals/first-load.ts'
import { firstWrite } from './goals/first-write.ts'
import { listPage } from './goals/list-page.ts'
import { memory } from './goals/memory.ts'
import { preflightCost } from './goals/preflight-cost.ts'
import { preflights } from './goals/preflights.ts'
import { wholeStack } from './goals/whole-stack.ts'
import { line, misses } from './table.ts'

const goals: Goal[] = [
  corsLayer,
  wholeStack,
  preflightCost,
  preflights,
  firstWrite,
  listPage,
  firstLoad,
  memory,
]
const missing = {
  callgrind: hasCallgrind ? undefined : 'valgrind is not installed',
  chromium: chromium ? undefined : 'Chromium is not installed',
}

/** Measures the goals and prints the table; 1 if an integer is above its limit. */
const wanted = chosen(process.argv.slice(2))
console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}\n`)
await buildServers()
const fixture = await makeFixture(1000)
for (const goal of wanted) {
  console.log(`${goal.id}: ${goal.title}`)
  const reason = goal.needs && missing[goal.needs]
  if (reason) console.log(`       not measured here: ${reason}`)
  else {
    const rows = await goal.measure(fixture)
    for (const row of rows) console.log(line(row))
    if (rows.some(misses)) process.exitCode = 1
  }
  console.log()
}
await fixture.remove()

function chosen([flag, id]: string[]): Goal[] {
  if (flag === undefined) return goals
  const found = goals.find((goal) => goal.id === id)
  if (flag === '--only' && found) return [found]
  const ids = goals.map((goal) => goal.id).join(', ')
  console.error(`GOAL_UNKNOWN  ${flag} ${id ?? ''}: use --only with one of ${ids}.`)
  process.exit(2)
}
