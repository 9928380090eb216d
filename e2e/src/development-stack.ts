import { corsPolicy, definePolicy } from '@repo/config'
import { startPageServer } from 'cors-verify/browser'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'
import { startApi } from './api.ts'
import { holdResponses } from './hold-responses.ts'
import type { Stack } from './stack.ts'

export interface DevelopmentStack extends Stack {
  /** Stops the API. @returns a function that starts it again on the same port */
  stopApi: () => Promise<() => Promise<void>>
  /** Holds the responses of the API: see {@link holdResponses}. */
  holdResponses: (method: string) => () => void
}

const webRoot = fileURLToPath(new URL('../../apps/web', import.meta.url))

/**
 * The development environment: the Vite dev server and the API, both at `http://localhost`, on free
 * ports. The web server listens before the others start, because its port is in their settings.
 */
export async function startDevelopmentStack(): Promise<DevelopmentStack> {
  let respond: RequestListener = (_request, response) => response.writeHead(503).end()
  const web = createServer((request, response) => respond(request, response))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const webPort = (web.address() as AddressInfo).port
  const webOrigin = `http://localhost:${webPort}`

  const pages = await startPageServer()
  // Only scheme and host matter to the cookie; the port is not known before the API listens.
  const policy = definePolicy('development', {
    ...corsPolicy,
    apiOrigin: 'http://localhost',
    allowedOrigins: [webOrigin],
  })
  let api = await startApi(policy)
  const apiOrigin = `http://localhost:${api.port}`

  // The developer's own .env must not set a link to the lab.
  Object.assign(process.env, { VITE_API_ORIGIN: apiOrigin, VITE_LAB_ORIGIN: '' })
  const cacheDir = await mkdtemp(join(tmpdir(), 'web-cache-'))
  const vite = await createVite({
    root: webRoot,
    configLoader: 'runner',
    cacheDir,
    logLevel: 'error',
    // The sources do not change while they are tested.
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  respond = vite.middlewares

  return {
    environment: 'development',
    webOrigin,
    apiOrigin,
    disallowedOrigins: [`http://127.0.0.1:${webPort}`, `http://localhost:${pages.port}`],
    webAtDisallowedOrigin: `http://127.0.0.1:${webPort}`,
    account: await api.newAccount(),
    newAccount: () => api.newAccount(),
    newSession: () => api.newSession(),
    recorder: api.recorder,
    holdResponses: (method) => holdResponses(api.server, method),
    async stopApi() {
      await api.close()
      return async () => {
        api = await startApi(policy, api.port)
      }
    },
    async close() {
      await vite.close()
      web.closeAllConnections()
      web.close()
      pages.close()
      await api.close()
      await rm(cacheDir, { recursive: true, force: true })
    },
  }
}
