import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { extname, join } from 'node:path'

/** Options of {@link createWebServer}. */
export interface WebServerOptions {
  /** The folder of the built files, as an absolute path. */
  files: string
  /** The origin at which browsers reach the page. */
  webOrigin: string
  /** The origin of the API that the built page calls. */
  apiOrigin: string
}

/**
 * Creates the production server of the web app. It serves the built files, and index.html for
 * client-side routes. The caller makes it listen.
 */
export async function createWebServer(options: WebServerOptions): Promise<FastifyInstance> {
  const { files, webOrigin, apiOrigin } = options
  const app = Fastify({ requestTimeout: 10_000 })

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        // CORS decides which pages may read the API; this, which APIs the page may call.
        connectSrc: [apiOrigin],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    // Not no-referrer: on a page, it makes browsers send `Origin: null` with a form.
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: webOrigin.startsWith('https:') && {
      maxAge: 31_536_000,
      includeSubDomains: true,
    },
    xContentTypeOptions: true,
    // Off: the Content-Security-Policy above replaces them, or current browsers ignore them, or the
    // page does not need them.
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xPoweredBy: false,
    xXssProtection: false,
  })
  app.addHook('onRequest', async (_request, reply) => {
    const permissions = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
    reply.header('permissions-policy', permissions)
  })

  await app.register(fastifyStatic, {
    root: files,
    preCompressed: true,
    acceptRanges: false,
    cacheControl: false,
    setHeaders(response, path) {
      // A name in assets/ changes with its content, and index.html contains the names.
      const immutable = path.startsWith(join(files, 'assets', '/'))
      const cacheControl = immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
      response.setHeader('cache-control', cacheControl)
      response.setHeader('vary', 'Accept-Encoding')
    },
  })

  app.setNotFoundHandler(({ method, url, headers }, reply) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return reply.code(405).header('allow', 'GET, HEAD').send()
    }
    const [path = ''] = url.split('?', 1)
    const isFile = path.startsWith('/assets/') || extname(path) !== ''
    // A fetch('/api/items') that lacks the API's origin gets 404: HTML with 200 would hide the mistake.
    const isNavigation = (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate'
    if (isFile || !isNavigation) return reply.code(404).type('text/plain').send('Not found\n')
    return reply.sendFile('index.html')
  })
  return app
}
