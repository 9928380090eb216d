import type { IncomingMessage, ServerResponse } from 'node:http'
import { verify, type Report, type VerifyOptions } from '../src/index.ts'
import { serve } from './little-server.ts'

/** The page’s origin. */
export const webOrigin = 'http://localhost:5173'

/** A correct public API: any origin can read it, without credentials. */
export function publicApi(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end('[]')
}

/** A correct credentialed API for {@link webOrigin}. */
export function privateApi(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'Origin')
  if (request.headers.origin === webOrigin) {
    response.setHeader('access-control-allow-origin', webOrigin)
    response.setHeader('access-control-allow-credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET, POST, PATCH, PUT')
      response.setHeader('access-control-allow-headers', 'content-type')
    }
  }
  response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end()
}

/** Responds to a request, as `createServer` takes it. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** A private API that also allows some other origins. */
export function allowing(
  alsoAllows: (origin: string, request: IncomingMessage) => boolean,
): Listener {
  return (request, response) => {
    const { origin = '' } = request.headers
    if (origin !== webOrigin && alsoAllows(origin, request)) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-allow-credentials', 'true')
    }
    privateApi(request, response)
  }
}

/**
 * Verifies a server of a test, without a browser.
 *
 * @returns the report, and each request that reached the server: `methods`, and `sent` with its path
 */
export async function verified(
  listener: Listener,
  options: Partial<VerifyOptions> = {},
): Promise<Report & { methods: string[]; sent: string[] }> {
  const methods: string[] = []
  const sent: string[] = []
  const server = await serve((request, response) => {
    methods.push(request.method ?? '')
    sent.push(`${request.method ?? ''} ${request.url ?? ''}`)
    listener(request, response)
  })
  try {
    const report = await verify(`${server.url}/items`, {
      origins: [webOrigin],
      browser: 'none',
      ...options,
    })
    return { ...report, methods, sent }
  } finally {
    await server.close()
  }
}

/** The codes of all findings above info. */
export const serious = ({ findings }: Report) =>
  findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code)
