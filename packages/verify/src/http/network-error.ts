import type { NetworkError } from '../exchange.ts'

/** Codes of OpenSSL and Node for a certificate that browsers reject too. */
const tlsReasons = [
  { reason: 'tls-name', codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/ },
  { reason: 'tls-expired', codes: /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/ },
  {
    reason: 'tls-authority',
    codes: /SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|^CERT_UNTRUSTED$/,
  },
] as const

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
  const tls = tlsReasons.find(({ codes }) => codes.test(code))?.reason
  if (tls)
    return { reason: tls, message: `The TLS connection to ${where} fails: ${tlsReason(error)}.` }
  if (/CERT|TLS|SSL|EPROTO/.test(code))
    return { reason: 'tls', message: `The TLS connection to ${where} fails: ${tlsReason(error)}.` }
  return { reason: 'closed', message: `${where} closed the connection without a response.` }
}

/** The reason without OpenSSL's file names and line numbers. */
function tlsReason({ code = '', message }: Error & { code?: string }): string {
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL')) return `${message} (${code})`
  return /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? code
}
