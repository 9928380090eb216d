import { byteUppercase } from './header-list.ts'

const normalized = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])
const safelisted = new Set(['GET', 'HEAD', 'POST'])
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK'])

/**
 * Normalizes a method as a browser does: six are upper-cased, all others are unchanged, `patch` too.
 *
 * @param method as passed to `fetch`
 * @returns the method as it is sent
 * @see https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upper = byteUppercase(method)
  return normalized.has(upper) ? upper : method
}

/**
 * Whether a method is forbidden: `fetch` throws instead of sending it.
 *
 * @param method in any case
 * @see https://fetch.spec.whatwg.org/#forbidden-method
 */
export function isForbiddenMethod(method: string): boolean {
  return forbidden.has(byteUppercase(method))
}

/**
 * Whether a method is CORS-safelisted: it needs no preflight.
 *
 * @param method normalized
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-method
 */
export function isSafelistedMethod(method: string): boolean {
  return safelisted.has(method)
}
