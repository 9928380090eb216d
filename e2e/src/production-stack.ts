import { corsPolicy, definePolicy, environments } from '@repo/config'
import { createWebServer } from '@repo/web/server'
import { startForwardProxy, startPageServer, startTlsFront } from 'cors-verify/browser'
import type { AddressInfo } from 'node:net'
import { startApi } from './api.ts'
import { builtWeb } from './build.ts'
import type { Stack } from './stack.ts'

/** The production configuration of environments.ts, whose allowlist these tests check. */
export const productionPolicy = definePolicy('production', {
  ...corsPolicy,
  ...environments.production,
  // The names are placeholders until you replace them. A forward proxy maps them to this machine.
  dangerouslyAllowPlaceholders: true,
})

/**
 * Starts the production environment: the built web app with its own server, and the API, at the
 * production origins over TLS.
 */
export async function startProductionStack(): Promise<Stack> {
  const { webPort, servers, close, ...origins } = await startProductionWeb()
  const { apiOrigin, webOrigin } = origins
  const api = await startApi(productionPolicy)
  const proxy = await startForwardProxy({
    servers: { [webOrigin]: webPort, [apiOrigin]: api.port, ...servers },
  })
  const front = await startTlsFront(api.port)

  return {
    environment: 'production',
    ...origins,
    account: await api.newAccount(),
    newAccount: () => api.newAccount(),
    newSession: () => api.newSession(),
    recorder: api.recorder,
    proxy: { server: proxy.url },
    ignoreHTTPSErrors: true,
    resolve: { [`${new URL(apiOrigin).host}:443`]: `127.0.0.1:${front.port}` },
    async close() {
      proxy.close()
      await front.close()
      await close()
      await api.close()
    },
  }
}

/**
 * Starts the web server, and a server of empty pages for disallowed origins.
 *
 * @returns the origins, and in `servers` the port of each disallowed origin, for a forward proxy
 */
export async function startProductionWeb() {
  const { apiOrigin, allowedOrigins } = environments.production
  const [webOrigin] = allowedOrigins
  const web = await createWebServer({ files: builtWeb, webOrigin, apiOrigin })
  await web.listen({ port: 0, host: '127.0.0.1' })
  const webPort = (web.server.address() as AddressInfo).port
  const pages = await startPageServer()

  const { host } = new URL(webOrigin)
  const disallowedHosts = ['evil.example.net', `${host}.evil.example.net`, `not-${host}`]
  const disallowedOrigins = [
    ...disallowedHosts.map((name) => `https://${name}`),
    `${webOrigin}:8443`,
  ]
  const webAtDisallowedOrigin = `https://preview.${host}`
  return {
    apiOrigin,
    webOrigin,
    disallowedOrigins,
    webAtDisallowedOrigin,
    webPort,
    servers: {
      [webAtDisallowedOrigin]: webPort,
      ...Object.fromEntries(disallowedOrigins.map((origin) => [origin, pages.port])),
    },
    async close() {
      pages.close()
      web.server.closeAllConnections()
      await web.close()
    },
  }
}
