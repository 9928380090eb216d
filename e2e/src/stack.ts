import type { Recorder } from './recorder.ts'
import type { Replica } from './replica-process.ts'

/** The servers under test: those of this machine in one of three environments, or a deployment. */
export type Environment = 'development' | 'production' | 'replicas' | 'deployment'

export interface Account {
  name: string
  password: string
}

/** The servers under test. Their database has two pages of items. */
export interface Stack {
  environment: Environment
  webOrigin: string
  apiOrigin: string
  /** Origins that the API does not allow. Each serves an empty page. */
  disallowedOrigins: string[]
  /** The app itself, served from an origin that is not allowed. */
  webAtDisallowedOrigin?: string
  /** The account of this test. The rate limit of sign-ins applies to each account. */
  account: Account
  /** Returns the account of a deployment; servers of this process add one for each test. */
  newAccount: () => Promise<Account>
  /** Ends a session by its cookie. Only for a deployment, which outlives the tests. */
  signOut?: (cookie: string) => Promise<void>
  /** The requests that reached the API. Not for a deployment. */
  recorder?: Recorder
  /** Signs in a new account without a browser. @returns its cookies. Not for a deployment. */
  newSession?: () => Promise<Record<string, string>>
  /** The local address of the API's `host:port`, for clients other than browsers. */
  resolve?: Record<string, string>
  /** The processes of the API behind nginx. Only in the environment `replicas`. */
  replicas?: Replica[]
  /** The forward proxy that maps the host names of production to this machine. */
  proxy?: { server: string }
  /** Whether the browser ignores certificate errors. */
  ignoreHTTPSErrors?: boolean
  close(): Promise<void>
}
