import { parseArgs } from 'node:util'
import { checkMarkers, matrixLine, writeTable } from './matrix.ts'
import { runMatrix } from './run-matrix.ts'

// Verifies every server of this folder and compares the findings with the expected ones:
// npm run causes -- [--browser none] [--write] [filter]

const browsers = ['chromium', 'firefox', 'none'] as const
const { values, positionals } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [filter = ''] = positionals
const browser = browsers.find((name) => name === values.browser)
if (!browser) throw new Error(`--browser "${values.browser}" is none of ${browsers.join(', ')}.`)
if (values.write && filter !== '')
  throw new Error('--write needs every server: leave out the filter.')
if (values.write) checkMarkers()

const verdicts = await runMatrix({
  browser,
  only: ({ id }) => id.includes(filter),
  onVerdict: (verdict) => console.log(matrixLine(verdict)),
})
const asExpected = verdicts.filter(({ problems }) => problems.length === 0).length
if (values.write) writeTable(verdicts)
const correct = (kind: string) =>
  verdicts.filter((verdict) => verdict.kind === kind && verdict.problems.length === 0).length
const broken = verdicts.filter(({ kind }) => kind === 'broken').length
const falseAlarms = verdicts.length - broken - correct('valid')
console.log(`${correct('broken')} of ${broken} causes correct, ${falseAlarms} false alarms`)
process.exitCode = asExpected === verdicts.length && verdicts.length > 0 ? 0 : 1
