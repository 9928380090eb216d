import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  TestType,
  WorkerFixture,
} from '@playwright/test'
import { driveBrowser, type DriveOptions } from '../browser/drive.ts'
import { firefoxUserPrefs } from '../browser/launch.ts'
import type { BrowserDriver } from '../browser/types.ts'
import type { CorsVerifyConfig } from '../define-config.ts'
import type { Plan } from '../plan.ts'
import { openRunClient, type RunClient } from '../run-client.ts'
import type { PageSession } from './expectation.ts'
import { failureOf } from './failure.ts'
import { hidingOptions } from './project-options.ts'
import { createSession, type Session } from './session.ts'
import { cookiesOf, type StorageState } from './storage-state.ts'
import { untestable } from './target.ts'

type TestArgs = PlaywrightTestArgs & PlaywrightTestOptions
type WorkerArgs = PlaywrightWorkerArgs & PlaywrightWorkerOptions

/** Playwright's `test`, and any that extends it. */
export type CorsTest = TestType<TestArgs, WorkerArgs>

interface TestFixtures {
  /** The target, which responds, as the user of the project sees it over HTTP. */
  corsSession: Session
  /** The same, with pages of the project's browser. */
  corsPage: PageSession
}

interface WorkerFixtures {
  corsServers: Partial<CorsVerifyConfig>
  /** Opens the HTTP client for the cookies of a user, or returns the one that is open. */
  corsClient: (cookies: Plan['cookies']) => RunClient
  /** Opens pages for a user, or returns those that are open. */
  corsPages: (storageState: StorageState) => Promise<BrowserDriver>
}

export interface CorsFixtureOptions {
  page: NonNullable<DriveOptions['pages']>
  /** The plan of a run, with the entries of the configuration that `servers` uses. */
  planOf: (servers: Partial<CorsVerifyConfig>) => Plan
  servers?: WorkerFixture<Partial<CorsVerifyConfig>, WorkerArgs>
}

/** How long a page may take to open, and a test to end beside its requests. */
const graceMs = 60_000

/** Extends a `test` by what the tests of this package need. */
export function withCorsFixtures(
  test: CorsTest,
  { page, planOf, servers }: CorsFixtureOptions,
): TestType<TestArgs & TestFixtures, WorkerArgs & WorkerFixtures> {
  return test.extend<TestFixtures, WorkerFixtures>({
    launchOptions: [
      async ({ launchOptions, browserName }, use) => {
        const { firefoxUserPrefs: own } = launchOptions
        const prefs = { firefoxUserPrefs: { ...own, ...firefoxUserPrefs } }
        await use(browserName === 'firefox' ? { ...launchOptions, ...prefs } : launchOptions)
      },
      { scope: 'worker' },
    ],

    corsServers: [servers ?? {}, { scope: 'worker', timeout: 180_000 }],

    corsClient: [
      async ({ corsServers }, use) => {
        const clients = createClients(planOf(corsServers))
        await use(clients.of)
        clients.close()
      },
      { scope: 'worker' },
    ],

    corsSession: async (
      { corsServers, corsClient, storageState, extraHTTPHeaders, bypassCSP, launchOptions },
      use,
      testInfo,
    ) => {
      const options = { extraHeaders: extraHTTPHeaders, bypassCSP, launchOptions }
      const hiding = hidingOptions(testInfo.project.name, options)
      if (hiding.length > 0) throw lineError(hiding.join('\n'))

      const plan = planOf(corsServers)
      // Requests that take long fail by their own time limit, which has a reason.
      const limit = plan.timeoutMs + plan.runTimeoutMs + graceMs
      if (testInfo.timeout > 0) testInfo.setTimeout(Math.max(testInfo.timeout, limit))
      const cookies = plan.credentials ? await cookiesOf(storageState, plan.url) : []
      const asUser = { ...plan, cookies: [...cookies, ...plan.cookies] }
      const session = createSession(asUser, corsClient(asUser.cookies))
      const findings = await untestable(session)
      if (findings.length > 0) throw await failureOf(await session.explain(findings), testInfo)
      await use(session)
    },

    // For a worker, as a page takes longer to open than a test to run. After a failure Playwright starts
    // another worker.
    corsPages: [
      async ({ corsServers, browser, browserName }, use) => {
        const plan = planOf(corsServers)
        const opened = new Map<string, Promise<BrowserDriver>>()
        await use((storageState) => {
          const user = JSON.stringify([storageState])
          const known = opened.get(user)
          if (known) return known
          const context = { ...(storageState && { storageState }) }
          const opening = driveBrowser(
            { name: browserName, browser },
            { ...plan, target: plan.url, pages: page, context },
          )
          opened.set(user, opening)
          return opening
        })
        for (const opening of opened.values()) await (await opening).close()
      },
      { scope: 'worker' },
    ],

    corsPage: async ({ corsSession, corsServers, corsPages, storageState }, use) => {
      const driver = await corsPages(storageState)
      // The storage state has its cookies with their own attributes.
      await use({ ...corsSession, driver, planted: planOf(corsServers).cookies })
    },
  })
}

/** One client for all tests of a worker, so that no request is sent twice without need. */
function createClients(plan: Plan): { of: WorkerFixtures['corsClient']; close: () => void } {
  const opened: RunClient[] = []
  const byCookies = new Map<string, RunClient>()
  return {
    of(cookies) {
      const key = JSON.stringify(cookies)
      const known = byCookies.get(key)
      // The requests of the next test need time too.
      if (known && known.deadline - performance.now() > plan.runTimeoutMs / 2) return known
      const client = openRunClient(plan)
      opened.push(client)
      byCookies.set(key, client)
      return client
    },
    close() {
      for (const client of opened) client.close()
    },
  }
}

/** An error about the project: its stack would show this package. */
function lineError(message: string): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}
