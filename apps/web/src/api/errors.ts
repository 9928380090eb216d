import type { ErrorResponse } from '@repo/api/schemas/errors'

/** The API answered, and its answer is an error that the browser let us read. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  /** `Retry-After`, when the API sent and exposed it. */
  readonly retryAfterSeconds: number | null

  constructor(response: Response, problem: Partial<ErrorResponse>) {
    super(problem.message ?? `The API answered ${response.status}.`)
    const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
    this.status = response.status
    this.code = problem.code ?? 'UNKNOWN'
    this.requestId = problem.requestId ?? response.headers.get('X-Request-Id')
    this.retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null
  }
}

/**
 * `refused`: the API is up, but this page's origin may not read its answers.
 * `silent`: nothing answers.
 */
export type NoAnswerReason = 'refused' | 'silent'

/** The browser gave us nothing: the API is down, or this origin is not allowed. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  readonly reason: NoAnswerReason
  readonly method: string
  readonly url: string

  constructor(reason: NoAnswerReason, method: string, url: string) {
    super(`${method} ${url}: ${reason === 'refused' ? 'may not be read' : 'no answer'}`)
    this.reason = reason
    this.method = method
    this.url = url
  }
}

export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status
}
