/** Header lines as they stand on the wire: in order, doubled ones included. */
export type HeaderLines = readonly (readonly [name: string, value: string])[]

/** A cross-origin `fetch` with mode `cors`, as a page makes it. */
export interface PageRequest {
  /** The page's origin as the browser serialises it; `null` for an opaque one. */
  origin: string
  method: string
  /** The headers the page sets itself. */
  headers: HeaderLines
  credentials: 'include' | 'omit'
}

/** The head of an answer. */
export interface ResponseHead {
  status: number
  headers: HeaderLines
}

/** Why a browser keeps an answer from the page. */
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

export interface CorsFailure {
  exchange: 'preflight' | 'actual'
  reason: CorsFailureReason
  /** The header value that decided it, joined as the Fetch standard joins lines; or the status. */
  value?: string
  /** The method or the header name that is not allowed. */
  subject?: string
}

/** What a browser does with an answer. */
export type Decision =
  { allowed: true; headers: readonly string[] } | { allowed: false; failure: CorsFailure }
