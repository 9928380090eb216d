import { parseArgs } from 'node:util'
import { realStacks } from './index.ts'
import { installModules } from './npm.ts'
import { proveAll, resultLine, summary } from './prove-all.ts'
import { untrue, withoutServer, writeTable } from './table.ts'

// Starts wrong servers of real stacks, applies the fix that cors-verify prints, and verifies it:
// npm run stacks -- [--write] [filter]

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [filter = ''] = positionals
if (values.write && filter !== '')
  throw new Error('--write needs every stack: leave out the filter.')
const selected = realStacks.filter(({ id }) => id.includes(filter))
if (selected.length === 0)
  throw new Error(
    `No stack has "${filter}" in its id: ${realStacks.map(({ id }) => id).join(', ')}`,
  )

// Exit on a signal: `process.on('exit')` then ends the servers.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code))

const notInstalled = installModules()
if (notInstalled !== undefined) console.log(notInstalled)
const results = await proveAll(selected, (result) => console.log(resultLine(result)))
const { text, exitCode } = summary(results)
console.log(`\n${text}`)
if (filter === '') console.log(withoutServer())
process.exitCode = exitCode

const problems = untrue(results)
if (values.write && problems.length === 0) writeTable()
else if (values.write) {
  console.log(`The table is not written:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  process.exitCode = 1
}
