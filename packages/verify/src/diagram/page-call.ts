import type { CorsFailure, HeaderLines, PageRequest, ResponseHead } from '../decide/types.ts'
import type { Message, Note } from './rows.ts'

/** What a page does. A `client` is a program or a navigation: it sends no `Origin`. */
export type CallKind = 'fetch' | 'beacon' | 'event-stream' | 'web-socket' | 'client'

/** One call of a page, with the requests that the browser sends for it. */
export interface PageCall {
  kind: CallKind
  /** The page's origin; empty for a client. */
  origin: string
  /** The method as passed to `fetch`; `POST` for a beacon, `GET` for the others. */
  method: string
  /** The URL, or the path if the server is obvious. */
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
  /** Drawn in place of the exchanges if there are none. */
  ifNothingSent?: Note
  /** What the page gets; undefined if that is not known. */
  result?: Omit<Message, 'kind' | 'from' | 'to'>
  /** What passes is harmful: the page is one of a disallowed origin. */
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
  /** The header that decided it, in lower case; `:status` for the status. */
  decidedBy?: string
  /** Notes before the request and after the response, such as those about cookies. */
  before?: readonly Note[]
  after?: readonly Note[]
  /** Why the CORS check or the preflight fails: one or more sentences. */
  explain?: (failure: CorsFailure, request: PageRequest) => string
}
