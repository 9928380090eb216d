import type { NetworkError } from '../exchange.ts'

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])

/**
 * Describes a network error in a sentence.
 *
 * @param error what Node's `http` gave
 * @param url where the request went
 */
export function networkErrorFor(error: Error & { code?: string }, url: URL): NetworkError {
  const { code = '', message } = error
  const where = url.host
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { reason: 'dns', message: `DNS has no address for ${url.hostname} (${code}).` }
  if (unreachable.has(code))
    return { reason: 'refused', message: `Nothing accepts connections at ${where} (${code}).` }
  if (code.startsWith('HPE_'))
    return {
      reason: 'malformed',
      message: `The response of ${where} is not valid HTTP (${message}).`,
    }
  if (/CERT|TLS|SSL|EPROTO/.test(code))
    return { reason: 'tls', message: `The TLS connection to ${where} fails: ${tlsReason(error)}.` }
  return { reason: 'closed', message: `${where} closed the connection without a response.` }
}

/** The reason without OpenSSL's file names and line numbers. */
function tlsReason({ code = '', message }: Error & { code?: string }): string {
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL')) return `${message} (${code})`
  return /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? code
}
