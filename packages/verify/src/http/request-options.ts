import type { RequestOptions } from 'node:http'
import type { HeaderLines } from '../decide/types.ts'
import type { WireRequest } from '../exchange.ts'

/** Where a `host:port` really is. */
export type Resolve = ReadonlyMap<string, { address: string; port: number }>

/** Options with which Node sends the request unchanged; `Host` and `Content-Length` are added. */
export function requestOptions(request: WireRequest, url: URL, resolve: Resolve): RequestOptions {
  const lines = [['Host', url.host], ...request.headers, ...contentLength(request)]
  return {
    ...connectTo(url, resolve),
    method: request.method,
    path: url.pathname + url.search,
    headers: lines as unknown as string[],
    // Parse responses as leniently as browsers do.
    insecureHTTPParser: true,
  }
}

function connectTo(url: URL, resolve: Resolve): RequestOptions {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const elsewhere = resolve.get(`${url.hostname}:${port}`)
  return {
    host: elsewhere?.address ?? host,
    port: elsewhere?.port ?? port,
    // An address has no place in the TLS server name.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
  }
}

/** Browsers send `Content-Length: 0` where a body could be; Node would send an empty chunked one. */
function contentLength({ method, body }: WireRequest): HeaderLines {
  if (body === undefined && !['POST', 'PUT', 'PATCH'].includes(method)) return []
  return [['Content-Length', String(Buffer.byteLength(body ?? ''))]]
}
