// WRONG ON PURPOSE: the proxy sends preflights, which have no cookie, to its sign-in page.
import { isPreflight, rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

function authenticating(skipsPreflights: boolean): Before {
  return (request, response) => {
    const signedIn = request.headers.cookie?.includes('session=') ?? false
    if (signedIn || (skipsPreflights && isPreflight(request))) return false
    response.writeHead(302, {
      'Content-Type': 'text/html',
      Location: `/oauth2/sign_in?rd=${encodeURIComponent(request.url ?? '/')}`,
    })
    response.end('<a href="/oauth2/sign_in">Found</a>.\n')
    return true
  }
}

export const problem: PublicProblem = {
  title: 'The preflight is redirected to the sign-in page.',
  threads: [
    'https://github.com/bitly/oauth2_proxy/issues/471',
    'https://github.com/oauth2-proxy/oauth2-proxy/issues/2004',
  ],
  stack: 'oauth2-proxy',
  cause: 'redirect-to-sign-in',
  fix: /--skip-auth-preflight=true/,
  wrong: () => serveNodeHttp(rightCors, authenticating(false)),
  right: () => serveNodeHttp(rightCors, authenticating(true)),
}
