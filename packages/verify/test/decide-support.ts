import assert from 'node:assert/strict'
import {
  type ResponseHead,
  decide,
  type Decision,
  type HeaderLines,
  type PageRequest,
  type CorsFailureReason,
} from '../src/decide/index.ts'

/** Host and origin of the page of web-platform-tests, both with a port. */
export const host = 'web-platform.test:8000'
export const origin = `http://${host}`

export function request(change: Partial<PageRequest> = {}): PageRequest {
  return { origin, method: 'GET', headers: [], credentials: 'omit', ...change }
}

export function response(headers: HeaderLines, status = 200): ResponseHead {
  return { status, headers }
}

export const allowOrigin = (value: string) => ['Access-Control-Allow-Origin', value] as const
export const allowCredentials = (value: string) =>
  ['Access-Control-Allow-Credentials', value] as const
export const allowMethods = (value: string) => ['Access-Control-Allow-Methods', value] as const
export const allowHeaders = (value: string) => ['Access-Control-Allow-Headers', value] as const
export const expose = (value: string) => ['Access-Control-Expose-Headers', value] as const

/** Header lines that pass the CORS check for {@link origin}, with and without credentials. */
export const allowed: HeaderLines = [allowOrigin(origin), allowCredentials('true')]

export function assertAllowed(decision: Decision): readonly string[] {
  assert.deepEqual(decision.allowed ? undefined : decision.failure, undefined)
  assert.equal(decision.allowed, true)
  return decision.allowed ? decision.headers : []
}

export function assertBlocked(
  decision: Decision,
  exchange: 'preflight' | 'actual',
  reason: CorsFailureReason,
): void {
  assert.equal(decision.allowed, false)
  if (decision.allowed) return
  assert.deepEqual([decision.failure.exchange, decision.failure.reason], [exchange, reason])
}

/** Decides a GET that needs no preflight. */
export function decideGet(
  headers: HeaderLines,
  credentials: PageRequest['credentials'] = 'omit',
): Decision {
  return decide(request({ credentials }), { actual: response(headers) })
}

/** A value as ASCII text for a title. */
export const shown = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
