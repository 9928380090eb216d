import type { NetworkError } from '../exchange.ts'
import { networkErrorFor } from './network-error.ts'

/** The error codes of RFC 9113, in the order of their numbers. */
const errorCodes = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
]

/** Codes that one side sends when it cannot read what the other side has sent. */
const malformed = new Set([
  'PROTOCOL_ERROR',
  'FLOW_CONTROL_ERROR',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'COMPRESSION_ERROR',
])

/**
 * Describes in a sentence why an HTTP/2 stream ended without a response.
 *
 * @param error the error of Node's `http2`, if there is one
 * @param rstCode the error code of RST_STREAM or GOAWAY
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-7
 */
export function http2ErrorFor(
  error: (Error & { code?: string }) | undefined,
  rstCode: number,
  url: URL,
): NetworkError {
  const where = url.host
  // The parser could not read the frames.
  if (error?.code === 'ERR_HTTP2_ERROR')
    return { reason: 'malformed', message: `The response of ${where} is not valid HTTP/2.` }
  const name = errorCodes[rstCode]
  // These codes name no fault. Node ends the streams of a closed connection with CANCEL.
  if (name === undefined || name === 'NO_ERROR' || name === 'CANCEL')
    return networkErrorFor(error ?? new Error('closed'), url)
  if (name === 'INADEQUATE_SECURITY')
    return {
      reason: 'tls',
      message: `The TLS connection to ${where} fails: it is too weak for HTTP/2 (${name}).`,
    }
  if (malformed.has(name))
    return {
      reason: 'malformed',
      message: `The HTTP/2 stream of ${where} failed before a response (${name}).`,
    }
  return {
    reason: 'closed',
    message: `${where} closed the HTTP/2 stream without a response (${name}).`,
  }
}
