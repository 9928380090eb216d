import type { CorsFailure, HeaderLines, PageRequest, ResponseHead } from '../decide/types.ts'
import type { Message, Note } from './rows.ts'

/** The API with which a page sends a request. A `client` is a program or a navigation, without `Origin`. */
export type CallKind = 'fetch' | 'beacon' | 'event-stream' | 'web-socket' | 'client'

/** One call of a page, with the requests that the browser sends for it. */
export interface PageCall {
  kind: CallKind
  /** The page's origin; empty for a client. */
  origin: string
  /** The method as passed to `fetch`; `POST` for a beacon, `GET` for the others. */
  method: string
  /** The URL, or its path if there is one server. */
  url: string
  /** The headers that the page sets. */
  headers: HeaderLines
  credentials: 'include' | 'omit'
  /** The page called with `mode: 'no-cors'`. */
  isNoCors?: true
  /** The call as it is drawn, if an element of the page makes it and not `fetch`: `<img crossorigin>`. */
  drawnAs?: string
  /** Why a needed preflight is not among the exchanges (default: `cached`). */
  missingPreflight?: 'cached' | 'not-shown'
  /** Names of the response headers that the page reads. */
  reads?: readonly string[]
  /** In the order in which they were sent. */
  exchanges: readonly DrawnExchange[]
  /** The note to draw if there are no exchanges. */
  ifNothingSent?: Note
  /** The result that the page gets; absent if it is not known. */
  result?: Omit<Message, 'kind' | 'from' | 'to'>
  /** The page has a disallowed origin, so a response that it can read is harmful. */
  isHarmful?: true
}

/** One request and its response. */
export interface DrawnExchange {
  method: string
  url: string
  requestHeaders: HeaderLines
  /** Absent if no response came. */
  response?: ResponseHead
  isPreflight: boolean
  /** The header that decided the CORS check, in lower case; `:status` for the status. */
  decidedBy?: string
  /** Notes before the request and after the response, such as those about cookies. */
  before?: readonly Note[]
  after?: readonly Note[]
  /** Returns why the CORS check or the preflight fails: one or more sentences. */
  explain?: (failure: CorsFailure, request: PageRequest) => string
}
