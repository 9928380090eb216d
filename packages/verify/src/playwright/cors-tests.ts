import {
  test as ownTest,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
  type WorkerFixture,
} from '@playwright/test'
import type { CorsVerifyConfig } from '../define-config.ts'
import { redactUrls } from '../http/redact.ts'
import type { Plan } from '../plan.ts'
import { resolvePlan } from '../resolve-plan.ts'
import { atCallerOf } from './at-caller.ts'
import { expectationsOf } from './expectations.ts'
import type { Expectation, Result } from './expectation.ts'
import { failureOf, type TestReport } from './failure.ts'
import { withCorsFixtures, type CorsTest } from './fixtures.ts'
import type { Session } from './session.ts'

/** Options of `corsTests`. */
export interface CorsTestsOptions<
  T extends object = PlaywrightTestArgs & PlaywrightTestOptions,
  W extends object = PlaywrightWorkerArgs & PlaywrightWorkerOptions,
> {
  /** The project's own `test`, if it has fixtures (default: `test` of @playwright/test). */
  test?: TestType<T, W>
  /**
   * The pages of the allowed origins: `deployed` opens the web app at `<origin>/`, and a test fails if
   * there is none; `empty` serves an empty page at the same origin through a forward proxy, so that no
   * web server has to run (default).
   */
  page?: 'deployed' | 'empty'
  /**
   * A worker fixture, for servers that a fixture of `test` starts: it provides the entries of the
   * configuration that are known only then, such as `resolve` and `cookies`. Test titles use the entries
   * of `config`.
   */
  servers?: WorkerFixture<Partial<CorsVerifyConfig>, W>
}

/**
 * Declares one test for each expectation of a configuration: what a page of each allowed origin reads
 * and sends, what pages of other origins cannot, and what the checks over HTTP must not find. The tests
 * run in the browsers of the project, in contexts of their own, with the `storageState` of the project.
 * A failure names the cause, the exchange and the fix in the configuration of the recognised stack.
 *
 * `browser`, `format`, `failOn` and `onProgress` have no effect: the project decides them, and every
 * finding above `info` fails its test.
 *
 * @param config the configuration of the command, as `cors-verify.config.ts` exports it
 * @throws {OptionsError} with all problems of the configuration
 */
export function corsTests<
  T extends object = PlaywrightTestArgs & PlaywrightTestOptions,
  W extends object = PlaywrightWorkerArgs & PlaywrightWorkerOptions,
>(config: CorsVerifyConfig, options: CorsTestsOptions<T, W> = {}): void {
  const { test = ownTest, page = 'empty', servers } = options
  const plan = planOf(config)
  const corsTest = withCorsFixtures(test as unknown as CorsTest, {
    page,
    planOf: (known) => planOf({ ...config, ...known }),
    ...(servers && { servers: servers as never }),
  })

  const atCaller = atCallerOf(corsTests)
  const declare = atCaller(corsTest)
  atCaller(corsTest.describe)(`CORS of ${redactUrls(plan.url.href)}`, () => {
    for (const [index, { title, over }] of expectationsOf(plan).entries()) {
      if (over === 'http')
        declare(title, async ({ corsSession }, testInfo) => {
          const expectation = expectationAt(index, 'http', plan, corsSession.plan)
          await conclude(corsSession, await expectation.test(corsSession), testInfo)
        })
      else
        declare(title, async ({ corsPage }, testInfo) => {
          const expectation = expectationAt(index, 'browser', plan, corsPage.plan)
          await conclude(corsPage, await expectation.test(corsPage), testInfo)
        })
    }
  })
}

function planOf({ target, ...config }: CorsVerifyConfig): Plan {
  const options: Omit<CorsVerifyConfig, 'target'> = { ...config, browser: 'none' }
  // These entries apply only to the command.
  delete options.failOn
  delete options.format
  return resolvePlan(target, options)
}

/** Returns the expectation of a test, with the values of this run. */
function expectationAt<O extends Expectation['over']>(
  index: number,
  over: O,
  declared: Plan,
  { ...plan }: Plan,
): Extract<Expectation, { over: O }> {
  const expectations = expectationsOf(plan)
  const [before, now] = [expectationsOf(declared).length, expectations.length]
  const expectation = expectations[index]
  if (before !== now || expectation?.over !== over)
    throw new Error(
      `servers: with its values the configuration has ${now} expectations, and the tests were declared with ${before}. Use values of the same kind: as many origins and requests, and hosts with as many labels.`,
    )
  return expectation as Extract<Expectation, { over: O }>
}

/** The parts of the `TestInfo` of Playwright with which a test reports its result. */
interface Report extends TestReport {
  skip: (condition: boolean, description: string) => void
}

async function conclude(
  { explain }: Session,
  { findings, notes = [], skipped, remark }: Result,
  report: Report,
): Promise<void> {
  if (findings.length > 0) throw await failureOf(await explain(findings), report, remark)
  if (remark !== undefined) report.annotations.push({ type: 'note', description: remark })
  for (const { code, title, observed } of notes.length > 0 ? await explain(notes) : [])
    report.annotations.push({ type: `info: ${code}`, description: `${title}. ${observed}` })
  if (skipped !== undefined) report.skip(true, skipped)
}
