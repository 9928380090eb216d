import { parseSetCookie } from 'set-cookie-parser'
import { getDomain } from 'tldts'
import type { Exchange } from '../exchange.ts'
import { valuesOf } from '../http/header-lines.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import type { Observer } from '../observe.ts'
import { cookieLine, fromPage, userAgent } from '../page-headers.ts'
import type { CsrfAttempt, Plan } from '../plan.ts'
import { websiteOf } from '../site.ts'
import { unlistedOrigins } from './disallowed-origins.ts'

/** Bodies that a form or a `no-cors` fetch can send without a preflight. */
const simpleBodies = [
  { type: 'text/plain;charset=UTF-8', body: '{}' },
  { type: 'application/x-www-form-urlencoded', body: 'a=1' },
  {
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
  },
  { type: undefined, body: undefined },
]

/** The `SameSite` attribute in lower case, by the name of the cookie. */
export type SameSiteByName = ReadonlyMap<string, string>

/** Returns the `SameSite` attributes of the user's cookies that a response to the pages' requests sets. */
export async function sameSiteOfCookies({ plan, actual }: Observer): Promise<SameSiteByName> {
  const names = new Set(plan.cookies.map(([name]) => name))
  const found = new Map<string, string>()
  for (const need of plan.needs.filter(({ method }) => !isUnsafe(method))) {
    const { response } = await actual(plan.origins[0], need)
    for (const { name, sameSite } of parseSetCookie(
      valuesOf(response?.headers ?? [], 'set-cookie'),
    ))
      if (names.has(name) && sameSite !== undefined) found.set(name, sameSite.toLowerCase())
  }
  return found
}

/**
 * Whether a browser sends the cookie with a request from a page of another site. A link sends `Lax`
 * cookies with GET.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-samesite-cookies
 */
export function isSentAcrossSites(sameSite: string | undefined, method: string): boolean {
  return sameSite !== 'strict' && (sameSite !== 'lax' || method === 'GET')
}

/** A GET has no body; a POST may have any of `simpleBodies`. */
function bodiesFor({ method }: CsrfAttempt) {
  return method === 'POST' ? simpleBodies : simpleBodies.filter(({ type }) => type === undefined)
}

/** A page of an attacker, and the cookies and the body that a browser sends from it. */
export interface AttackersPage {
  origin: string
  cookies: Plan['cookies']
  type: string | undefined
  body: string | undefined
}

/**
 * Returns the attacker's pages to try: on an unlisted origin, in a sandboxed frame, and on a look-alike of
 * each allowed host. If `SameSite` withholds a cookie, the last page is on the site of the target, from
 * which browsers send the cookie.
 *
 * @param sent the cookies that browsers send from another site
 */
export function attackersPages({ plan }: Observer, attempt: CsrfAttempt, sent: Plan['cookies']) {
  const bodies = bodiesFor(attempt)
  const [first = [], ...others] = plan.origins.flatMap((origin) => {
    const page = websiteOf(origin)
    return page ? [[`${page.protocol}//${page.hostname}.cors-verify.example`]] : []
  })
  const all = [...unlistedOrigins().map(({ origin }) => origin), ...first]
  const sibling = sent.length < plan.cookies.length ? siblingOf(plan) : undefined
  return [
    ...all.map((origin) => ({ origin, bodies, cookies: sent })),
    // Each attempt may write, so one body for each look-alike: that shows how the origin is compared.
    ...others.flat().map((origin) => ({ origin, bodies: bodies.slice(0, 1), cookies: sent })),
    ...(sibling === undefined ? [] : [{ origin: sibling, bodies, cookies: plan.cookies }]),
  ]
}

/** Returns an unlisted origin on the site of the target; undefined if there is none. */
export function siblingOf({ url, patterns }: Plan): string | undefined {
  const site = getDomain(url.hostname, { allowPrivateDomains: true })
  if (site === null) return undefined
  const origin = `${url.protocol}//cors-verify.${site}`
  return patterns.some((pattern) => pattern.matches(origin)) ? undefined : origin
}

/** Sends an attempt with the headers that a browser sends from an attacker's page in `no-cors` mode. */
export function sendAsPage(
  { http }: Observer,
  { method, url }: CsrfAttempt,
  { origin, cookies, type, body }: AttackersPage,
): Promise<Exchange> {
  return http.send({
    method,
    url,
    headers: [
      ['User-Agent', userAgent],
      ['Accept', '*/*'],
      ...fromPage(new URL(url), origin, 'no-cors'),
      ...(type === undefined ? [] : [['Content-Type', type] as const]),
      ...cookieLine(cookies),
    ],
    ...(type === undefined ? {} : { body: body ?? '' }),
  })
}
