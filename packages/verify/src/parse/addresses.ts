import { isIPv6 } from 'node:net'
import { parseUrl } from '../parse-url.ts'
import type { Parsed } from './parsed.ts'

/** A host and a port; an IPv6 address stands in brackets. */
export interface HostAndPort {
  host: string
  port: number
}

const form = 'Write it as host:port=address:port, such as api.example.com:443=127.0.0.1:3000.'

/** Parses one entry of `resolve`: a host and port, and the address to connect to. */
export function parseResolve(
  from: string,
  to: string,
): Parsed<readonly [string, { address: string; port: number }]> {
  const requested = parseHostAndPort(from)
  if (requested === undefined)
    return { reason: 'does not begin with a host and a port.', fix: form }
  const real = parseHostAndPort(to)
  if (real === undefined) return { reason: 'does not end in an address and a port.', fix: form }
  return {
    value: [
      `${requested.host}:${requested.port}`,
      { address: real.host.replace(/^\[|\]$/g, ''), port: real.port },
    ],
  }
}

function parseHostAndPort(text: string): HostAndPort | undefined {
  const [, host = '', digits = ''] = /^(\[[^\]]+\]|[^:\s/]+):(\d{1,5})$/.exec(text) ?? []
  const port = Number(digits)
  if (port < 1 || port > 65_535) return undefined
  if (host.startsWith('[') && !isIPv6(host.slice(1, -1))) return undefined
  const url = parseUrl(`http://${host}`)
  return url && { host: url.hostname, port }
}
