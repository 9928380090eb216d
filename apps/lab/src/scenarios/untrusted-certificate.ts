import cors from '@fastify/cors'
import { startTlsFront } from 'cors-verify/browser'
import type { FastifyInstance } from 'fastify'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import type { Scenario, StartedServer } from '../shared/types.ts'

/** Serves the API over http, and at https://localhost:7001 with a certificate that no browser trusts. */
async function serveAlsoUntrusted(
  configure: (app: FastifyInstance) => unknown,
): Promise<StartedServer> {
  const { port, close: closeApi } = await serveFastify(configure)
  const front = await startTlsFront(port)
  const close = async () => {
    await Promise.all([front.close(), closeApi()])
  }
  return { port, untrustedPort: front.port, close }
}

const wrong = {
  // #region wrong
  listen: () =>
    serveAlsoUntrusted(async (app) => {
      await app.register(cors, { origin: '*' })
      app.get('/api/old-items', (_request, reply) =>
        // WRONG ON PURPOSE: the certificate of this host is self-signed.
        reply.redirect('https://localhost:7001/api/items', 307),
      )
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { origin: '*' })
      app.get('/api/old-items', (_request, reply) =>
        // The certificate of this host is trusted.
        reply.redirect('https://api.example.org/api/items', 307),
      )
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page requests public items over http.', {
    path: '/api/old-items',
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'no-header-named',
  title: 'An untrusted certificate looks like a CORS error (net::ERR_CERT_AUTHORITY_INVALID)',
  prose:
    'JavaScript gets the same error as for a blocked response, and no CORS header fixes it: the TLS handshake fails before a request is sent. A typical case is a redirect to https in development, such as UseHttpsRedirection of ASP.NET Core, with a certificate that is not trusted. Open the https URL in a tab to see the reason. Trust the certificate (mkcert, dotnet dev-certs https --trust), or do not redirect in development. The certificate here is a self-signed one.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen),
    steps,
    // The TLS handshake fails, so the server of the redirect gets the only request.
    expected: [blocked(['GET', 307])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen),
    steps,
    expected: [readable('GET', 'GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-network-error',
  failure: 11,
  app: 'apps/web/vite.config.ts',
}
