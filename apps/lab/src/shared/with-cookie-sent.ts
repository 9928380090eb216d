import type { Expected } from './types.ts'

/**
 * Adds to an expected result that the last request has a first-party cookie. WebKitGTK treats hosts under
 * .localhost as third parties to each other and sends none. Under example.com it does.
 */
export function withCookieSent(expected: Expected): Expected {
  return { ...expected, cookieSent: true, only: { webkit: { ...expected, cookieSent: false } } }
}
