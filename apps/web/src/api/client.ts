import { apiOriginOf } from './api-origin.ts'
import { ApiError, NoAnswerError, type NoAnswerReason } from './errors.ts'
import { recordAnswer, recordNoAnswer } from './exchange.ts'

export const apiOrigin = apiOriginOf(import.meta.env)

/** Upper case: Fetch upper-cases `get` and `post` for you, but not `patch`. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

interface RequestOptions {
  body?: unknown
  /** The `etag` of the version this request is meant for. */
  ifMatch?: string
  signal?: AbortSignal
}

export interface Answer<T> {
  body: T
  headers: Headers
}

/** Calls the API. Throws `ApiError` for an error that can be read, `NoAnswerError` for nothing. */
export async function request<T>(
  method: Method,
  path: string,
  { body, ifMatch, signal }: RequestOptions = {},
): Promise<Answer<T>> {
  const url = new URL(path, apiOrigin).href
  // A read sets no header of its own and no `cache` mode, so it needs no CORS-preflight request.
  // https://fetch.spec.whatwg.org/#cors-safelisted-request-header
  const headers = new Headers()
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (ifMatch !== undefined) headers.set('If-Match', ifMatch)

  try {
    const response = await fetch(url, {
      method,
      // If-Match turns the default cache mode into no-store, which skips the preflight cache too:
      // each write would cost a preflight. Nothing is stored for a write, so nothing stale is read.
      // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
      ...(ifMatch === undefined ? {} : { cache: 'force-cache' }),
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      // Without it the browser neither sends nor stores the session cookie of another origin.
      credentials: 'include',
      signal: signal ?? null,
    })
    const text = await response.text()
    recordAnswer(method, url, response)
    if (!response.ok) throw new ApiError(response, parse(text) ?? {})
    return { body: parse(text) as T, headers: response.headers }
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted === true) throw error
    // Always the same TypeError: browsers do not tell a page why it got no answer.
    const reason = await whyNoAnswer()
    recordNoAnswer(method, url, reason)
    throw new NoAnswerError(reason, method, url)
  }
}

/**
 * A `no-cors` request asks for no permission to read, so its opaque answer proves one thing:
 * something answers at the API's origin, and what failed before was the permission.
 */
async function whyNoAnswer(): Promise<NoAnswerReason> {
  try {
    await fetch(new URL('/healthz', apiOrigin), { mode: 'no-cors', credentials: 'omit' })
    return 'refused'
  } catch {
    return 'silent'
  }
}

/** A 204 has no body, and a proxy in front of the API may answer with one that is no JSON. */
function parse(text: string): object | undefined {
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}
