import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { webOrigin } from './types.ts'

/** The origins whose pages may call the API, exactly as browsers send them. */
export const allowedOrigins: readonly string[] = [webOrigin, 'https://admin.example.com']

/** The body of `/api/items`; the total goes into `X-Total-Count`. */
export const items = [
  { id: 1, title: 'Milk' },
  { id: 2, title: 'Bread' },
]

/** Headers of `GET /api/items`, beside those of CORS. */
export const itemsHeaders = { 'X-Total-Count': '2', 'Cache-Control': 'no-cache' }

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Decides whether a write is rejected: CORS only decides which pages can read responses.
 *
 * @returns 403 for a request that does not come from an allowed page, 415 for a body that is not JSON, else
 *   undefined
 */
export function rejectionOf(method: string, headers: IncomingHttpHeaders): 403 | 415 | undefined {
  if (safeMethods.has(method)) return undefined
  if (!isTrusted(headers)) return 403
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding']
  const type = headers['content-type']
  if (type === undefined) return hasBody && headers['content-length'] !== '0' ? 415 : undefined
  return isJson(type) ? undefined : 415
}

function isTrusted(headers: IncomingHttpHeaders): boolean {
  if (headers.origin !== undefined) return allowedOrigins.includes(headers.origin)
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return headers.cookie === undefined || isJson(headers['content-type'])
}

function isJson(contentType = ''): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType)
}

/** Whether a path cannot be decoded, such as `/api/%ff`. */
export function isBadUrl(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return false
  } catch {
    return true
  }
}

/** Returns an event stream that sends one event and stays open. */
export function eventStream(): Readable {
  const stream = new Readable({ read() {} })
  stream.push('retry: 60000\ndata: {"changed":1}\n\n')
  return stream
}
