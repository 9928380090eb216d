import type { CorsFailure } from './decide/types.ts'
import type { Exchange } from './exchange.ts'
import type { FindingAbout } from './finding-about.ts'
import type { Observation, Observer } from './observe.ts'
import type { FindingCode } from './report.ts'

/** A request of an allowed page that gave the page no response of the API. */
export interface FailedRequest extends Observation {
  /** The exchange that failed: the preflight, or the actual request. */
  exchange: Exchange
  /** Why a browser blocks it; undefined if no response came, or if a redirect left the API. */
  failure?: CorsFailure
}

/** All that the run has observed of the requests of the allowed pages. */
export interface Observations {
  /** Sends further requests; a request that was sent before is not sent again. */
  observer: Observer
  /** The requests whose responses the pages can read. */
  allowed: readonly Observation[]
  failed: readonly FailedRequest[]
  /** A value for a query parameter: a URL that has it is in no cache. */
  uncached: string
}

/**
 * How well a cause explains a failed request. `certain`: it follows from the page alone. `proven`: a response to another request excludes the
 * other causes. `likely`: the responses fit it. `possible`: nothing contradicts it.
 */
export type Certainty = 'certain' | 'proven' | 'likely' | 'possible'

/** How a cause explains one failed request. */
export interface Explanation {
  certainty: Certainty
  /** One or two sentences: what in the responses shows this cause. */
  proof: string
  /** What the server has to do instead. */
  expected: string
  /** What the cause concerns in this request, for the title: `x-tenant`, `PATCH`. */
  subject?: string
  /** The values that its fix needs. */
  about?: FindingAbout
  /** Replaces the reference of the code. */
  reference?: string
  /** Where the code of the failed request does not fit. */
  code?: FindingCode
  /** The exchanges that show it, beside the one that failed. */
  evidence?: readonly Exchange[]
}

/** A reason why requests fail, as data. */
export interface Cause {
  /** Stands in the JSON report as `cause`. */
  id: string
  /** Names the cause: the title of the finding. */
  title: string | ((subject: string) => string)
  /** How a reader distinguishes this cause from another that explains the request as well. */
  distinguish: string
  /** @returns undefined if this cause does not explain the failed request */
  explain: (
    failed: FailedRequest,
    observations: Observations,
  ) => Explanation | undefined | Promise<Explanation | undefined>
}
