import { blocked } from './_expected.ts'
import { patches } from './_steps.ts'
import { serveProxy } from './_bases.ts'
import { ownServerOnBase, verifyServer } from './_helpers.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

const right = {
  // #region server
  listen: () =>
    serveProxy({
      respond: ({ method, headers: { origin } }, response) => {
        if (method !== 'PATCH') return false
        // Without this header the page cannot read the 403.
        if (origin === 'https://app.example.com')
          response
            .setHeader('Access-Control-Allow-Origin', origin)
            .setHeader('Access-Control-Allow-Credentials', 'true')
        response.writeHead(403, { 'Content-Type': 'text/html', Vary: 'Origin' })
        response.end('<h1>Forbidden</h1>')
        return true
      },
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'The 403 of a firewall that rejects PATCH has no CORS headers',
  prose:
    'The preflight reaches the API and succeeds. The firewall responds to the PATCH itself, without CORS headers, so JavaScript gets a network error and not the 403. The firewall has to add the headers to the responses that it writes.',
  wrong: {
    server: verifyServer('proxy-rejects-patch'),
    steps,
    expected: [blocked(['OPTIONS', 204], ['PATCH', 403])],
  },
  right: {
    server: ownServerOnBase(import.meta.url, 'server', right.listen),
    steps,
    expected: [{ readable: true, status: 403, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
