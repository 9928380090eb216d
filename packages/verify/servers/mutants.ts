import { parseArgs } from 'node:util'
import { verify } from '../src/index.ts'
import { setUps, startSetUp, type SetUp, type SetUpFile } from './index.ts'
import { judge, type Verdict } from './judge.ts'
import { checkMarkers, matrixLine, writeTable } from './matrix.ts'
import { defaultOptions } from './options.ts'

// Verifies every set-up of this folder and compares what is found with what is wrong:
// node --import tsx packages/verify/servers/mutants.ts [--browser none] [--write] [filter]

const browsers = ['chromium', 'firefox', 'none'] as const
const { values, positionals } = parseArgs({
  options: {
    browser: { type: 'string', default: 'none' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [filter = ''] = positionals
const browser = browserOf(values.browser)
if (values.write && filter !== '')
  throw new Error('--write needs every set-up: leave out the filter.')
if (values.write) checkMarkers()

/** Verified at a time: a run mostly waits. */
const concurrency = 4

const files = setUps.filter(({ id }) => id.includes(filter))
const loaded = await Promise.all(files.map(async (file) => ({ file, setUp: await file.load() })))
const verdicts = new Map<string, Verdict>()

// A pattern that blocks this process would make its neighbours look slow: it gets it alone.
const blocking = loaded.filter(({ setUp }) => setUp.expects.includes('slow-origin-check'))
const others = loaded.filter(({ setUp }) => !setUp.expects.includes('slow-origin-check'))
const waiting = [...others]
const worker = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await run(next.file, next.setUp)
}
await Promise.all(Array.from({ length: concurrency }, worker))
for (const { file, setUp } of blocking) await run(file, setUp)

const done = files.flatMap(({ id }) => verdicts.get(id) ?? [])
const asExpected = done.filter(({ problems }) => problems.length === 0).length
if (values.write) writeTable(done)
console.log(`${done.length} set-ups: ${asExpected} as expected, ${done.length - asExpected} not`)
process.exitCode = asExpected === done.length && done.length > 0 ? 0 : 1

function browserOf(value: string) {
  const browser = browsers.find((name) => name === value)
  if (!browser) throw new Error(`--browser "${value}" is none of ${browsers.join(', ')}.`)
  return browser
}

async function run(file: SetUpFile, setUp: SetUp): Promise<void> {
  const verdict = judge(file, setUp, await reportOn(setUp))
  verdicts.set(file.id, verdict)
  console.log(matrixLine(verdict))
}

/** What the verifier says, or why it said nothing. */
async function reportOn(setUp: SetUp) {
  const { url, resolve, close } = await startSetUp(setUp)
  try {
    return await verify(url, { ...defaultOptions, ...setUp.options, browser, resolve })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await close()
  }
}
