import type { VerifyOptions } from '../../src/options.ts'
import type { Listening } from '../types.ts'

/** A problem that users of a stack reported in public, rebuilt as a small server. */
export interface PublicProblem {
  /** A sentence: what the server does. */
  title: string
  /** Where it was reported, with the responses or the configuration. */
  threads: readonly `https://${string}`[]
  /** The id of the stack whose fix must be printed. */
  stack: string
  /** The id of the cause that must be named. */
  cause: string
  /** The setting of the stack that the change or the block of the fix must name. */
  fix: RegExp
  /** Options beyond those that every server is verified with. */
  options?: Partial<VerifyOptions>
  /** The server as it was reported. */
  wrong: () => Promise<Listening>
  /** The server with the fix, which must have no finding. */
  right: () => Promise<Listening>
  /** Options for the server with the fix, if the page changes too. */
  rightOptions?: Partial<VerifyOptions>
}
