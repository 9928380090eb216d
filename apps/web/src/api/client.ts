import { apiOriginOf } from './api-origin.ts'
import { ApiError, NetworkError } from './errors.ts'
import { recordNetworkError, recordResponse } from './last-exchange.ts'

export const apiOrigin = apiOriginOf(import.meta.env)

/** Upper case: `fetch` upper-cases `get` and `post`, but not `patch`. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

interface RequestOptions {
  /** Sent as JSON. */
  body?: unknown
  /** The `etag` of the version that this request changes, sent in If-Match. */
  ifMatch?: string
  signal?: AbortSignal
}

interface ApiResponse<T> {
  body: T
  headers: Headers
}

/**
 * Sends a request to the API.
 *
 * @throws {ApiError} for a response with an error status
 * @throws {NetworkError} if the browser gave the page no response
 */
export async function request<T>(
  method: Method,
  path: string,
  { body, ifMatch, signal }: RequestOptions = {},
): Promise<ApiResponse<T>> {
  const url = new URL(path, apiOrigin).href
  // A read sets no header of its own and no `cache` mode, so the browser sends no preflight.
  // https://fetch.spec.whatwg.org/#cors-safelisted-request-header
  const headers = new Headers()
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (ifMatch !== undefined) headers.set('If-Match', ifMatch)

  try {
    const response = await fetch(url, {
      method,
      // If-Match turns the default cache mode into no-store, which skips the preflight cache too:
      // each write would cost a preflight. Responses to writes are not cached, so none is stale.
      // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
      ...(ifMatch === undefined ? {} : { cache: 'force-cache' }),
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // Without it the browser neither sends nor stores the session cookie of another origin.
      credentials: 'include',
      signal: signal ?? null,
    })
    const text = await response.text()
    recordResponse(method, url, response)
    if (!response.ok) throw new ApiError(response, parseJson(text) ?? {})
    return { body: parseJson(text) as T, headers: response.headers }
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted === true) throw error
    // A TypeError without a reason: browsers do not tell a page why it got no response.
    const networkError = new NetworkError(method, url, await isReachable())
    recordNetworkError(networkError)
    throw networkError
  }
}

/**
 * Returns whether some server responds at the API's origin. The browser makes no CORS check for a
 * `no-cors` request, and its response is opaque: the page learns nothing else.
 */
async function isReachable(): Promise<boolean> {
  try {
    await fetch(new URL('/healthz', apiOrigin), { mode: 'no-cors', credentials: 'omit' })
    return true
  } catch {
    return false
  }
}

/** Returns `undefined` for a text that is not JSON: a 204 has no body, a proxy may send HTML. */
function parseJson(text: string): object | undefined {
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}
