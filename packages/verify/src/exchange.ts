import type { HeaderLines } from './decide/types.ts'

/** A request as it was sent, without the framing of its body. */
export interface WireRequest {
  method: string
  url: string
  headers: HeaderLines
  body?: string
}

/** A response as it was received. */
export interface WireResponse {
  status: number
  headers: HeaderLines
  /** The first 64 KiB; empty if only the status and headers were read. */
  body: string
  /** From the first byte sent to the end of the response headers. */
  milliseconds: number
  /** The status code with which a WebSocket was closed before any data. */
  closeCode?: number
}

/** A network error other than CORS. A page cannot distinguish the two. */
export interface NetworkError {
  reason:
    | 'dns'
    | 'refused'
    | 'tls'
    | 'tls-name'
    | 'tls-expired'
    | 'tls-authority'
    | 'timeout'
    | 'closed'
    | 'malformed'
  /** A sentence for a person, without a stack trace. */
  message: string
}

/** One request and its result: exactly one of `response`, `networkError` and `cutOff`. */
export interface Exchange {
  request: WireRequest
  response?: WireResponse
  /** The target sent no response. */
  networkError?: NetworkError
  /** A rate limit rejected it. The same request was allowed before. */
  limited?: true
  /** The limit of the run that cut it off, and how to raise it. The target is not the cause. */
  cutOff?: string
}
