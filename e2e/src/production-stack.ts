import { corsPolicy, definePolicy, environments } from '@repo/config'
import { createWebServer } from '@repo/web/server'
import { startForwardProxy, startPageServer } from 'cors-verify/browser'
import { startTlsFront } from 'cors-verify/servers'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { startApi } from './api.ts'
import type { Stack } from './stack.ts'

/** Where {@link file://./global-setup.ts} puts the built web. */
export const builtWeb = fileURLToPath(new URL('../.web', import.meta.url))

/**
 * The production shape: the built web behind its own server and the API, under the production origins
 * as they stand in `environments.ts`, over TLS. What is proven here is the allowlist and the
 * content security policy that will be deployed.
 */
export async function startProductionStack(): Promise<Stack> {
  const { apiOrigin, allowedOrigins } = environments.production
  const [webOrigin] = allowedOrigins
  const api = await startApi(
    definePolicy('production', {
      ...corsPolicy,
      ...environments.production,
      // The names are placeholders until you clone this; the proxy below makes them real.
      dangerouslyAllowPlaceholders: true,
    }),
  )
  const web = await createWebServer({ files: builtWeb, webOrigin, apiOrigin })
  await web.listen({ port: 0, host: '127.0.0.1' })
  const foreign = await startPageServer()

  const { host } = new URL(webOrigin)
  const foreignHosts = [`evil.example.net`, `${host}.evil.example.net`, `not-${host}`]
  const webAtForeignOrigin = `https://preview.${host}`
  const webPort = (web.server.address() as AddressInfo).port
  const foreignOrigins = [...foreignHosts.map((name) => `https://${name}`), `${webOrigin}:8443`]
  const proxy = await startForwardProxy({
    servers: {
      [webOrigin]: webPort,
      [webAtForeignOrigin]: webPort,
      [apiOrigin]: api.port,
      ...Object.fromEntries(foreignOrigins.map((origin) => [origin, foreign.port])),
    },
  })
  const front = await startTlsFront(api.port)

  return {
    shape: 'production',
    webOrigin,
    apiOrigin,
    foreignOrigins,
    webAtForeignOrigin,
    account: await api.newAccount(),
    newAccount: () => api.newAccount(),
    recorder: api.recorder,
    newSession: () => api.newSession(),
    proxy: { server: proxy.url },
    ignoreHTTPSErrors: true,
    resolve: { [`${new URL(apiOrigin).host}:443`]: `127.0.0.1:${front.port}` },
    async close() {
      proxy.close()
      await front.close()
      web.server.closeAllConnections()
      await web.close()
      foreign.close()
      await api.close()
    },
  }
}
