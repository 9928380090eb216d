// WRONG ON PURPOSE: CommonMiddleware redirects to the URL with a slash, above CorsMiddleware.
import { rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

/** Reads of `/api/items` are redirected to the URL with a slash, which the API serves. */
function redirectsToSlash(corsFirst: boolean): Before {
  return (request, response, setCors) => {
    response.setHeader('Server', 'WSGIServer/0.2 CPython/3.12.3')
    const { url, method } = request
    if (url === '/api/items/') request.url = '/api/items'
    else if (url === '/api/items' && method === 'GET') {
      if (corsFirst) setCors(301)
      response.writeHead(301, { Location: '/api/items/', 'Content-Type': 'text/html' }).end()
      return true
    }
    return false
  }
}

export const problem: PublicProblem = {
  title: 'A URL without its slash is redirected, and the redirect has no CORS headers.',
  threads: [
    'https://github.com/adamchainz/django-cors-headers/issues/267',
    'https://github.com/WordPress/openverse-api/pull/189',
  ],
  stack: 'django',
  cause: 'redirect-trailing-slash',
  fix: /move `"corsheaders\.middleware\.CorsMiddleware"` above CommonMiddleware/,
  wrong: () => serveNodeHttp(rightCors, redirectsToSlash(false)),
  right: () => serveNodeHttp(rightCors, redirectsToSlash(true)),
}
