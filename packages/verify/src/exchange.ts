import type { HeaderLines } from './decide/types.ts'

/** A request as it left, byte for byte but for the framing of its body. */
export interface WireRequest {
  method: string
  url: string
  headers: HeaderLines
  body?: string
}

/** An answer as it came. */
export interface WireResponse {
  status: number
  headers: HeaderLines
  /** The first 64 kB; empty when only the head was waited for. */
  body: string
  /** From the first byte sent to the end of the answer's head. */
  milliseconds: number
}

/** Why no answer came. None of these is CORS, though a page cannot tell them apart. */
export interface NetworkError {
  reason: 'dns' | 'refused' | 'tls' | 'timeout' | 'closed' | 'malformed'
  /** A sentence for a person, without a stack trace. */
  message: string
}

/** One request and what came of it: one of the three. */
export interface Exchange {
  request: WireRequest
  response?: WireResponse
  /** The target gave none. */
  networkError?: NetworkError
  /** A limit of the run cut it off, which says nothing about the target: the limit and its cure. */
  cutOff?: string
}
