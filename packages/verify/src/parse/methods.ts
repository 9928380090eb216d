import { isToken } from '../decide/header-list.ts'
import { isForbiddenMethod, normalizeMethod } from '../decide/index.ts'
import type { Parsed } from './parsed.ts'

/** Methods that browsers do not normalize to upper case, and that servers only know in upper case. */
const upperCase = new Set(['PATCH', 'PROPFIND', 'QUERY', 'REPORT', 'SEARCH'])

/**
 * Parses a method that a page can send, such as `PATCH`.
 *
 * @see https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function parseMethod(method: string): Parsed<string> {
  const upper = method.toUpperCase()
  if (method === '*') {
    return { reason: 'is not one method.', fix: 'List those your pages use, such as GET,PATCH.' }
  }
  if (!isToken(method)) {
    return {
      reason: method === '' ? 'is empty.' : 'has a character that no method has.',
      fix: 'Write a method such as PATCH.',
    }
  }
  if (isForbiddenMethod(method)) {
    return { reason: 'is a method that no browser lets a page send.', fix: 'Leave it out.' }
  }
  if (upper !== method && upperCase.has(upper)) {
    return {
      reason:
        'is sent as it is written: methods are case-sensitive, and servers know only upper case.',
      fix: `Write ${upper}, here and in your fetch calls.`,
    }
  }
  return { value: normalizeMethod(method) }
}
