import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { startBrowser } from '../src/browser/index.ts'
import { predict, type Course, type DecisionCase } from './decide-in-browsers-course.ts'
import { generateCases } from './decide-in-browsers-generated.ts'
import { predictFor } from './decide-in-browsers-known.ts'
import { observe } from './decide-in-browsers-observe.ts'
import { resultOf, titleOf } from './decide-in-browsers-row.ts'
import { exposedRows } from './decide-in-browsers-rows-exposed.ts'
import { originRows } from './decide-in-browsers-rows-origin.ts'
import { preflightRows } from './decide-in-browsers-rows-preflight.ts'
import { requestRows } from './decide-in-browsers-rows-request.ts'
import { shown } from './decide-support.ts'

const groups = Object.entries({
  'the CORS check': originRows,
  'exposed headers': exposedRows,
  'the preflight': preflightRows,
  'requests with and without a preflight': requestRows,
})
const explicit = groups.flatMap(([, rows]) => rows.map(({ decisionCase }) => decisionCase))

/** Another seed makes other servers: `DECIDE_SEED=7`. */
const seed = Number(process.env['DECIDE_SEED'] ?? 20_261)
const generated = generateCases(seed, 200)

describe('the decision core against the rows of the standard', () => {
  for (const [group, rows] of groups) {
    it(`${group}: ${rows.length} rows → each page is blocked, or reads, as stated`, () => {
      const differing = rows.filter(
        ({ decisionCase, outcome, sendsPreflight }) =>
          !isDeepStrictEqual(resultOf(predict(decisionCase)), { outcome, sendsPreflight }),
      )
      assert.deepEqual(differing.map(titleOf), [])
    })
  }

  it(`${generated.length} servers of seed ${seed} → some are read, some fail at the preflight, some at the actual response`, () => {
    const courses = generated.map(predict)
    const preflighted = courses.filter(({ preflightLines }) => preflightLines)
    const counts = {
      read: courses.filter(({ readable }) => readable).length,
      'read after a preflight': preflighted.filter(({ readable }) => readable).length,
      'stopped at the preflight': preflighted.filter(({ sent }) => sent.length === 1).length,
      'blocked at the response': courses.filter(
        ({ readable, sent }) => !readable && sent.at(-1) !== 'OPTIONS',
      ).length,
    }
    for (const [kind, count] of Object.entries(counts)) {
      assert.ok(count >= generated.length / 20, `${count} are ${kind}`)
    }
  })
})

for (const name of ['chromium', 'firefox'] as const) {
  const running = await startBrowser(name)
  const missing = 'missing' in running ? running.missing : undefined

  describe(`the decision core against ${name}`, { skip: missing ?? false }, () => {
    let courses: ReadonlyMap<DecisionCase, Course>

    before(async () => {
      assert.ok(!('missing' in running))
      courses = await observe(running, [...explicit, ...generated])
    })
    after(() => ('missing' in running ? undefined : running.close()))

    const compare = (decisionCase: DecisionCase) => {
      const observed = courses.get(decisionCase)
      assert.ok(observed)
      return { observed, predicted: predictFor(name, decisionCase, observed) }
    }

    for (const [group, rows] of groups) {
      describe(group, () => {
        for (const row of rows) {
          it(titleOf(row), () => {
            const { observed, predicted } = compare(row.decisionCase)
            assert.deepEqual(observed, predicted)
          })
        }
      })
    }

    it(`${generated.length} servers of seed ${seed} → the browser does as the core predicts`, () => {
      const differing = generated.flatMap((decisionCase) => {
        const { observed, predicted } = compare(decisionCase)
        if (isDeepStrictEqual(observed, predicted)) return []
        return `${shown(decisionCase)}\n  core: ${shown(predicted)}\n  ${name}: ${shown(observed)}`
      })
      assert.deepEqual(differing, [])
    })
  })
}
