import type { Cause, Explanation, FailedRequest } from '../../cause.ts'
import { redirectOf, isSignIn } from '../../probes/redirects.ts'
import { isPreflight, statusOf } from './facts.ts'

type Kind = 'trailing-slash' | 'https' | 'sign-in' | 'other'

interface Redirect {
  kind: Kind
  from: URL
  to: URL
}

/** Returns the redirect that made the request fail; undefined if another reason did. */
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

/**
 * Creates a cause for one kind of redirect.
 *
 * @param expected returns sentences about the change in the page or in the server
 */
export function redirectCause(
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
