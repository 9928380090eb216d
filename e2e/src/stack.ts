import type { Recorder } from './recorder.ts'
import type { Replica } from './replica-process.ts'

/** Where the same tests run: servers of this machine in three shapes, or a deployment. */
export type Shape = 'development' | 'production' | 'replicas' | 'deployment'

export interface Account {
  name: string
  password: string
}

/** Everything a test needs to know about the servers it talks to. */
export interface Stack {
  shape: Shape
  webOrigin: string
  apiOrigin: string
  /** Origins that serve a page and that the API does not know. */
  foreignOrigins: string[]
  /** The app itself, served from an origin that is not allowed. */
  webAtForeignOrigin?: string
  /** Who signs in during this test. A sign-in limit counts for each account. */
  account: Account
  /** A deployment has one account; servers of this process make a new one for each test. */
  newAccount: () => Promise<Account>
  /** Ends a session by its cookie. Only for a deployment, which outlives the tests. */
  signOut?: (cookie: string) => Promise<void>
  /** What reached the API; a deployment does not tell. */
  recorder?: Recorder
  /** Signs in an account of its own without a browser: its cookies. Not for a deployment. */
  newSession?: () => Promise<Record<string, string>>
  /** Where the API's `host:port` really is, for callers other than browsers. */
  resolve?: Record<string, string>
  /** The processes behind the proxy, in the shape that has several. */
  replicas?: Replica[]
  /** What the browser needs to reach host names that are those of production. */
  proxy?: { server: string }
  /** Whether browsers accept certificates that they do not trust. */
  ignoreHTTPSErrors?: boolean
  close(): Promise<void>
}
