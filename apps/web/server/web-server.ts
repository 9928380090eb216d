import { createServer, type Server } from 'node:http'
import sirv from 'sirv'
import { securityHeaders } from './security-headers.ts'

/** What a web server needs to know. */
export interface WebServerOptions {
  /** The folder of the built files. */
  files: string
  /** Where browsers reach it. */
  webOrigin: string
  /** What is built into the files. */
  apiOrigin: string
}

/** A server of the built web: files as they are, and nothing that invents a page. */
export function createWebServer({ files, webOrigin, apiOrigin }: WebServerOptions): Server {
  const headers = new Map(Object.entries(securityHeaders(webOrigin, apiOrigin)))
  const serve = sirv(files, {
    etag: true,
    setHeaders(response, path) {
      // Names below /assets/ change with their content; the page itself names them.
      const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      response.setHeader('cache-control', kept)
    },
  })

  return createServer((request, response) => {
    response.setHeaders(headers)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return
    }
    // Nothing here is worth a part of it, and sirv throws on a range that ends before it starts.
    delete request.headers.range
    serve(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.\n')
    })
  })
}
