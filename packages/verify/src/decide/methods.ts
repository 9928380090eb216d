import { byteUppercase } from './header-list.ts'

const normalized = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'])
const safelisted = new Set(['GET', 'HEAD', 'POST'])
const forbidden = new Set(['CONNECT', 'TRACE', 'TRACK'])

/**
 * The method as a browser sends it: six are upper-cased, all others keep their case, `patch` too.
 *
 * @see https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upper = byteUppercase(method)
  return normalized.has(upper) ? upper : method
}

/**
 * Whether `fetch` throws instead of sending this method.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-method
 */
export function isForbiddenMethod(method: string): boolean {
  return forbidden.has(byteUppercase(method))
}

/**
 * Whether this method needs no permission.
 *
 * @param method normalized
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-method
 */
export function isSafelistedMethod(method: string): boolean {
  return safelisted.has(method)
}
