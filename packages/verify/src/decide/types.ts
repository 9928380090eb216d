/** Header lines in the order in which they are sent, duplicates included. */
export type HeaderLines = readonly (readonly [name: string, value: string])[]

/** A cross-origin `fetch` of a page, with mode `cors`. */
export interface PageRequest {
  /** The page's origin as the browser serializes it; `null` for an opaque origin. */
  origin: string
  /** The method as passed to `fetch`, before normalization. */
  method: string
  /** The headers that the page sets. */
  headers: HeaderLines
  credentials: 'include' | 'omit'
}

/** Status and headers of a response. */
export interface ResponseHead {
  status: number
  headers: HeaderLines
}

/**
 * Why the CORS check or the CORS-preflight fetch fails.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export type CorsFailureReason =
  | 'missing-allow-origin'
  | 'multiple-allow-origin'
  | 'allow-origin-mismatch'
  | 'wildcard-with-credentials'
  | 'invalid-allow-credentials'
  | 'preflight-status'
  | 'preflight-redirect'
  | 'invalid-allow-methods'
  | 'invalid-allow-headers'
  | 'method-not-allowed'
  | 'header-not-allowed'

/** A failure that makes the browser return a network error to the page. */
export interface CorsFailure {
  /** The exchange whose response fails. */
  exchange: 'preflight' | 'actual'
  reason: CorsFailureReason
  /** The header value that fails, its lines joined as in the Fetch standard; or the status. */
  value?: string
  /** The method or header name that is not allowed. */
  subject?: string
}

/**
 * The predicted result of a request: the names of the headers that JavaScript can read, or the
 * failure.
 */
export type Decision =
  { allowed: true; headers: readonly string[] } | { allowed: false; failure: CorsFailure }
