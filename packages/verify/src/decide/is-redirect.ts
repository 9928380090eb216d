/**
 * Whether a status is a redirect status.
 *
 * @see https://fetch.spec.whatwg.org/#redirect-status
 */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}
