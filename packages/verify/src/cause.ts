import type { CorsFailure } from './decide/types.ts'
import type { Exchange } from './exchange.ts'
import type { FindingAbout } from './finding-about.ts'
import type { Observation, Observer } from './observe.ts'
import type { FindingCode } from './report.ts'

/** A request of an allowed page that failed: the page cannot read a response of the API. */
export interface FailedRequest extends Observation {
  /** The exchange that failed: the preflight, or the actual request. */
  exchange: Exchange
  /** Why a browser blocks it; undefined if no response came, or if a redirect left the API. */
  failure?: CorsFailure
}

/** The observed requests of the allowed pages. */
export interface Observations {
  /** Sends further requests; a request that was sent before is not sent again. */
  observer: Observer
  /** The requests whose responses the pages can read. */
  allowed: readonly Observation[]
  /** The requests whose responses the pages cannot read, or that got none. */
  failed: readonly FailedRequest[]
  /** A value for a query parameter that makes a URL unique, so that no cache has its response. */
  uncached: string
}

/**
 * How well a cause explains a failed request. `certain`: it follows from the page alone. `proven`: a response
 * excludes the other causes. `likely`: the responses fit it. `possible`: nothing contradicts it.
 */
export type Certainty = 'certain' | 'proven' | 'likely' | 'possible'

/** How a cause explains one failed request. */
export interface Explanation {
  certainty: Certainty
  /** One or two sentences that name the evidence in the responses. */
  proof: string
  /** What the server has to do instead. */
  expected: string
  /** The item of the request that the cause is about, for the title: `x-tenant`, `PATCH`. */
  subject?: string
  /** The values that its fix needs. */
  about?: FindingAbout
  /** Replaces the reference of the code. */
  reference?: string
  /** Replaces the code of the failed request. */
  code?: FindingCode
  /** The exchanges that prove it, in addition to the one that failed. */
  evidence?: readonly Exchange[]
}

/** A cause of failed requests, as data. */
export interface Cause {
  /** The value of `cause` in the JSON report. */
  id: string
  /** Names the cause: the title of the finding. */
  title: string | ((subject: string) => string)
  /** A sentence for the reader: how to distinguish this cause from others that explain the request equally well. */
  distinguish: string
  /** @returns undefined if this cause does not explain the failed request */
  explain: (
    failed: FailedRequest,
    observations: Observations,
  ) => Explanation | undefined | Promise<Explanation | undefined>
}
