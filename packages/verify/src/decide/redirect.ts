/**
 * Returns the `Origin` that a browser sends to the target of a redirect. It becomes `null` if the
 * redirect leads from an origin other than the page's to a third one, and stays `null`.
 *
 * @param origin the `Origin` that was sent to `from`
 * @param from the URL that responded with a redirect
 * @param to the target of the redirect
 * @returns `origin`, or `null`
 * @throws TypeError if `from` or `to` is not an absolute URL
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function originAfterRedirect(origin: string, from: string, to: string): string {
  const here = new URL(from).origin
  return here === new URL(to).origin || here === origin ? origin : 'null'
}
