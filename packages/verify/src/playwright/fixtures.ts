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

/** The `test` of Playwright, or one that extends it. */
export type CorsTest = TestType<TestArgs, WorkerArgs>

interface TestFixtures {
  /** A session over HTTP, with the cookies of the project. The target has responded. */
  corsSession: Session
  /** The same session, with pages in the browser of the project. */
  corsPage: PageSession
}

interface WorkerFixtures {
  corsServers: Partial<CorsVerifyConfig>
  /** Opens the HTTP client for the cookies of a user, or returns the one that is open. */
  corsClient: (cookies: Plan['cookies']) => RunClient
  /** Opens pages for a user, or returns those that are open. */
  corsPages: (storageState: StorageState) => Promise<BrowserDriver>
}

/** Options of `withCorsFixtures`; see `CorsTestsOptions`. */
export interface CorsFixtureOptions {
  page: NonNullable<DriveOptions['pages']>
  /** Returns the plan of a run, with the entries of the configuration that `servers` provides. */
  planOf: (servers: Partial<CorsVerifyConfig>) => Plan
  servers?: WorkerFixture<Partial<CorsVerifyConfig>, WorkerArgs>
}

/** Milliseconds that a test has beside its requests: to open its page, and to end. */
const graceMs = 60_000

/** Extends a `test` with the fixtures that the tests of this package need. */
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
      // A slow request fails by its own time limit, whose error has a reason.
      const limit = plan.timeoutMs + plan.runTimeoutMs + graceMs
      if (testInfo.timeout > 0) testInfo.setTimeout(Math.max(testInfo.timeout, limit))
      const cookies = plan.credentials ? await cookiesOf(storageState, plan.url) : []
      const asUser = { ...plan, cookies: [...cookies, ...plan.cookies] }
      const session = createSession(asUser, corsClient(asUser.cookies))
      const findings = await untestable(session)
      if (findings.length > 0) throw await failureOf(await session.explain(findings), testInfo)
      await use(session)
    },

    // Shared by the tests of a worker, because a page takes longer to open than a test to run. After a failure
    // Playwright starts another worker.
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
      // The browser context has the cookies of the storage state, with their own attributes.
      await use({ ...corsSession, driver, planted: planOf(corsServers).cookies })
    },
  })
}

/** Shares one client between the tests of a worker, so that equal requests are sent once. */
function createClients(plan: Plan): { of: WorkerFixtures['corsClient']; close: () => void } {
  const opened: RunClient[] = []
  const byCookies = new Map<string, RunClient>()
  return {
    of(cookies) {
      const key = JSON.stringify(cookies)
      const known = byCookies.get(key)
      // Replace a client whose deadline leaves too little time for the next test.
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

/** Returns an error about the project, without a stack: that would show this package. */
function lineError(message: string): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}
