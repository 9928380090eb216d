import type { ErrorResponse } from '@repo/api/schemas/errors'

/** A response with an error status, which the browser let the page read. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  /** `Retry-After`, if the API sent and exposed it. */
  readonly retryAfterSeconds: number | null

  constructor(response: Response, body: Partial<ErrorResponse>) {
    super(body.message ?? `The API responded with ${response.status}.`)
    const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
    this.status = response.status
    this.code = body.code ?? 'UNKNOWN'
    this.requestId = body.requestId ?? response.headers.get('X-Request-Id')
    this.retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null
  }
}

/** The browser gave the page no response: blocked by CORS, or the API could not be reached. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly method: string
  readonly url: string
  /** Whether some server responds at the API's origin. It need not be the API. */
  readonly reachable: boolean

  constructor(method: string, url: string, reachable: boolean) {
    super(`${method} ${url}: ${reachable ? 'the response could not be read' : 'no response'}`)
    this.method = method
    this.url = url
    this.reachable = reachable
  }
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status
}
