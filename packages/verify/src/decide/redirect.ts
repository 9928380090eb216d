/**
 * The `Origin` that a browser sends to the target of a redirect. A redirect away from an origin
 * that is not the page's own, to yet another one, makes it `null`, and it stays so: B15.
 *
 * @param origin what was sent to `from`
 * @param from the URL that answered with a redirect
 * @param to where it leads
 * @throws TypeError if `from` or `to` is not an absolute URL
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function originAfterRedirect(origin: string, from: string, to: string): string {
  const here = new URL(from).origin
  return here === new URL(to).origin || here === origin ? origin : 'null'
}
