import { corsPolicy, definePolicy, environments } from '@repo/config'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { startApi } from './api.ts'
import { startForwardProxy } from './forward-proxy.ts'
import { startPageServer } from './page-server.ts'
import type { Stack } from './stack.ts'

/** Where {@link file://./build-web.ts} puts the built web. */
export const builtWeb = fileURLToPath(new URL('../.web', import.meta.url))

/**
 * The production shape: the built web and the API under the production origins as they stand in
 * `environments.ts`, over TLS. What is proven here is the allowlist that will be deployed.
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
  const web = createServer(sirv(builtWeb, { etag: true }))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const foreign = await startPageServer()

  const { host } = new URL(webOrigin)
  const foreignHosts = [`evil.example.net`, `${host}.evil.example.net`, `not-${host}`]
  const webAtForeignOrigin = `https://preview.${host}`
  const webPort = (web.address() as AddressInfo).port
  const proxy = await startForwardProxy({
    [`${host}:443`]: webPort,
    [`preview.${host}:443`]: webPort,
    [`${new URL(apiOrigin).host}:443`]: api.port,
    [`${host}:8443`]: foreign.port,
    ...Object.fromEntries(foreignHosts.map((name) => [`${name}:443`, foreign.port])),
  })

  return {
    shape: 'production',
    webOrigin,
    apiOrigin,
    foreignOrigins: [...foreignHosts.map((name) => `https://${name}`), `https://${host}:8443`],
    webAtForeignOrigin,
    account: await api.newAccount(),
    newAccount: () => api.newAccount(),
    recorder: api.recorder,
    proxy: { server: proxy.url },
    async close() {
      proxy.close()
      web.closeAllConnections()
      web.close()
      foreign.close()
      await api.close()
    },
  }
}
