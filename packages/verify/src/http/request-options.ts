import type { RequestOptions } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http2'
import type { HeaderLines } from '../decide/types.ts'
import type { WireRequest } from '../exchange.ts'

/** The address and port to connect to, by the `host:port` of a URL. */
export type Resolve = ReadonlyMap<string, { address: string; port: number }>

/** Options with which Node sends the request unchanged over HTTP/1.1; `Host` and `Content-Length` are added. */
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

/** Headers of one connection: HTTP/2 has none of them, and `:authority` instead of `Host`. */
const ofHttp1 = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/**
 * The header lines of a request over HTTP/2: pseudo-headers first, names in lower case. The lines of a
 * doubled header stay lines of their own, one after the other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-8.2
 */
export function http2Headers(request: WireRequest, url: URL): OutgoingHttpHeaders {
  const lines = new Map<string, string[]>()
  for (const [given, value] of [...request.headers, ...contentLength(request)]) {
    const name = given.toLowerCase()
    if (!ofHttp1.has(name)) lines.set(name, [...(lines.get(name) ?? []), value])
  }
  return {
    ':method': request.method,
    ':authority': url.host,
    ':scheme': 'https',
    ':path': url.pathname + url.search,
    ...Object.fromEntries(lines),
  }
}

/** Returns the address and port to connect to, and the server name of the TLS handshake. */
export function connectTo(
  url: URL,
  resolve: Resolve,
): { host: string; port: number; servername?: string } {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const elsewhere = resolve.get(`${url.hostname}:${port}`)
  return {
    host: elsewhere?.address ?? host,
    port: elsewhere?.port ?? port,
    // The TLS server name must not be an IP address (RFC 6066 section 3).
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
  }
}

/** Browsers send `Content-Length: 0` with a POST without a body; Node would send an empty chunked body. */
function contentLength({ method, body }: WireRequest): HeaderLines {
  if (body === undefined && !['POST', 'PUT', 'PATCH'].includes(method)) return []
  return [['Content-Length', String(Buffer.byteLength(body ?? ''))]]
}
