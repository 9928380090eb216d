import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveProxy } from './_bases.ts'
import { ownServerOnBase, verifyServer } from './_helpers.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page requests a path that fails.', {
    path: '/api/boom',
    reads: ['Content-Type'],
  }),
  fetches('attacker', 'The attacker’s page requests it too.', { path: '/api/boom' }),
]

const right = {
  // #region server
  listen: () =>
    serveProxy({
      respond: ({ url, headers: { origin } }, response) => {
        if (url !== '/api/boom') return false
        // The same headers as the API sends, on the proxy’s own page.
        if (origin === 'https://app.example.com')
          response
            .setHeader('Access-Control-Allow-Origin', origin)
            .setHeader('Access-Control-Allow-Credentials', 'true')
        response.writeHead(502, { 'Content-Type': 'text/html', Vary: 'Origin' })
        response.end('<h1>502 Bad Gateway</h1>')
        return true
      },
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'error-responses',
  title: '502 Bad Gateway looks like a CORS error: the HTML page of the gateway',
  prose:
    'The proxy puts its own 502 page in place of the API’s response, and the CORS headers are lost with it. The server that writes a response has to add them, the outermost proxy included. The body is HTML: check status and Content-Type before response.json(), or it throws “Unexpected token <”.',
  wrong: {
    server: verifyServer('proxy-error-page'),
    steps,
    expected: [blocked(['GET', 502]), blocked(['GET', 502])],
  },
  right: {
    server: ownServerOnBase(import.meta.url, 'server', right.listen),
    steps,
    expected: [
      {
        readable: true,
        status: 502,
        values: { 'Content-Type': 'text/html' },
        serverSaw: ['GET'],
      },
      blocked(['GET', 502]),
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
