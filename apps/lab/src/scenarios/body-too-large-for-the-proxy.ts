import { blocked } from './_expected.ts'
import { fetches, json } from './_steps.ts'
import { serveProxy } from './_bases.ts'
import { ownServerOnBase, verifyServer } from './_helpers.ts'
import type { Scenario } from '../shared/types.ts'

const right = {
  // #region server
  listen: () =>
    serveProxy({
      respond: ({ method, url, headers: { origin } }, response) => {
        if (method !== 'POST' || url !== '/api/items') return false
        if (origin === 'https://app.example.com')
          response
            .setHeader('Access-Control-Allow-Origin', origin)
            .setHeader('Access-Control-Allow-Credentials', 'true')
        response.writeHead(413, { 'Content-Type': 'text/html', Vary: 'Origin' })
        response.end('<h1>413</h1>')
        return true
      },
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page uploads a file that is larger than the proxy permits.', {
    method: 'POST',
    headers: json,
    body: '{"title":"A file of two megabytes"}',
  }),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: '413 Request Entity Too Large looks like a CORS error',
  prose:
    'The preflight reaches the API and succeeds, and small bodies pass. The proxy rejects a large one itself: client_max_body_size of nginx is 1 MB. Its 413 has no CORS headers, so the page gets a network error. Raise the limit to that of the API, and add the headers to the errors of the proxy too. Here the proxy rejects every POST, so that the body can be short.',
  wrong: {
    server: verifyServer('proxy-body-too-large'),
    steps,
    expected: [blocked(['OPTIONS', 204], ['POST', 413])],
  },
  right: {
    server: ownServerOnBase(import.meta.url, 'server', right.listen),
    steps,
    expected: [{ readable: true, status: 413, serverSaw: ['OPTIONS', 'POST'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 19,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
