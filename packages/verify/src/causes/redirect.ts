import type { Cause, Explanation, FailedRequest } from '../cause.ts'
import { redirectOf, isSignIn } from '../probes/redirects.ts'
import { isPreflight, statusOf } from './facts.ts'

type Kind = 'trailing-slash' | 'https' | 'sign-in' | 'other'

interface Redirect {
  kind: Kind
  from: URL
  to: URL
}

/** The redirect that made the request fail, if one did. */
function redirectIn({ exchange, failure, redirectedTo }: FailedRequest): Redirect | undefined {
  const { request, response } = exchange
  const to = response && redirectOf(response, request.url)
  if (!to) return undefined
  const failed =
    redirectedTo !== undefined ||
    failure?.reason === 'preflight-redirect' ||
    failure?.reason === 'missing-allow-origin'
  if (!failed) return undefined
  const from = new URL(request.url)
  return { kind: kindOf(from, to), from, to }
}

function kindOf(from: URL, to: URL): Kind {
  if (isSignIn(to) && !isSignIn(from)) return 'sign-in'
  if (from.host === to.host && withoutSlash(from) === withoutSlash(to)) {
    if (from.protocol !== to.protocol) return 'https'
    if (from.pathname !== to.pathname) return 'trailing-slash'
  }
  return 'other'
}

function withoutSlash({ pathname }: URL): string {
  return pathname.replace(/\/$/, '')
}

function redirectCause(
  kind: Kind,
  cause: Pick<Cause, 'id' | 'title' | 'distinguish'>,
  expected: (redirect: Redirect, failed: FailedRequest) => string,
): Cause {
  return {
    ...cause,
    explain(failed): Explanation | undefined {
      const redirect = redirectIn(failed)
      if (redirect?.kind !== kind) return undefined
      const status = statusOf(failed)
      return {
        certainty: 'proven',
        code: isPreflight(failed) ? 'preflight-failed' : 'not-cors',
        proof: isPreflight(failed)
          ? `The response is a redirect (${status}) to ${redirect.to.href}. A browser does not follow a redirect of a preflight.`
          : `The response is a redirect (${status}) to ${redirect.to.href}${failed.failure ? ' without CORS headers, so the browser does not follow it' : '. A browser follows it, and the page gets the response from there or a CORS error'}.`,
        expected: expected(redirect, failed),
      }
    },
  }
}

/** The URL of the page differs from that of the API by a slash at its end. */
export const trailingSlash = redirectCause(
  'trailing-slash',
  {
    id: 'redirect-trailing-slash',
    title: 'The server redirects to the URL with another trailing slash',
    distinguish: 'Request the URL of the Location header: the response has CORS headers.',
  },
  ({ to }) =>
    `Call ${to.href} from the page. Or have the server respond at both URLs without a redirect.`,
)

/** The page calls http, and the server redirects everything to https. */
export const httpsRedirect = redirectCause(
  'https',
  {
    id: 'redirect-to-https',
    title: 'The server redirects http to https',
    distinguish: 'Request the https URL: the response has CORS headers.',
  },
  ({ to }) => `Call ${to.href} from the page: the URL with https, from the start.`,
)

/** Who is not signed in is sent to a page where users sign in. */
export const signInRedirect = redirectCause(
  'sign-in',
  {
    id: 'redirect-to-sign-in',
    title: 'The server redirects to a sign-in page',
    distinguish: 'Repeat the run with real credentials (--cookie): the redirect is gone.',
  },
  (_redirect, { origin }) =>
    `Respond 401 with Access-Control-Allow-Origin: ${origin} to requests of an API client. A fetch cannot use the sign-in page: the page itself has to navigate there. To test as a signed-in user, give the session cookie with --cookie.`,
)

/** Any other redirect. */
export const otherRedirect = redirectCause(
  'other',
  {
    id: 'redirect',
    title: 'The server redirects the request',
    distinguish: 'Request the URL of the Location header with the same Origin.',
  },
  ({ from, to }) =>
    from.origin === to.origin
      ? `Call ${to.href} from the page.`
      : `Call ${to.href} from the page, or proxy it on ${from.origin}. After a redirect to another origin a browser sends Origin: null.`,
)
