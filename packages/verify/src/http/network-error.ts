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
 * @param error the error of Node's `http` or `tls`
 * @param url the URL of the request
 */
export function networkErrorFor(
  error: Error & { code?: string; rawPacket?: Buffer },
  url: URL,
): NetworkError {
  const { code = '', message } = error
  const where = url.host
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { reason: 'dns', message: `DNS has no address for ${url.hostname} (${code}).` }
  if (unreachable.has(code))
    return { reason: 'refused', message: `Nothing accepts connections at ${where} (${code}).` }
  if (code.startsWith('HPE_') && isHttp2(error.rawPacket))
    return {
      reason: 'malformed',
      message: `${where} speaks HTTP/2 without ${url.protocol === 'http:' ? 'TLS' : 'ALPN'}, as no browser does.`,
    }
  if (code.startsWith('HPE_'))
    return {
      reason: 'malformed',
      message: `The response of ${where} is not valid HTTP (${message}).`,
    }
  if (message.includes('alert no application protocol'))
    return {
      reason: 'tls',
      message: `The TLS connection to ${where} fails: the server does not speak ${
        url.protocol === 'wss:' ? 'HTTP/1.1, which WebSockets need' : 'HTTP/2 or HTTP/1.1'
      }.`,
    }
  const tls = tlsReasons.find(({ codes }) => codes.test(code))?.reason
  if (tls)
    return { reason: tls, message: `The TLS connection to ${where} fails: ${tlsReason(error)}.` }
  if (/CERT|TLS|SSL|EPROTO/.test(code))
    return { reason: 'tls', message: `The TLS connection to ${where} fails: ${tlsReason(error)}.` }
  return { reason: 'closed', message: `${where} closed the connection without a response.` }
}

/** Describes the time-out of a request in a sentence. */
export function timedOut(url: URL, timeoutMs: number): NetworkError {
  return {
    reason: 'timeout',
    message: `${url.host} sent no response within ${timeoutMs / 1000} s.`,
  }
}

/**
 * Whether bytes begin with the SETTINGS frame that every HTTP/2 server sends first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-3.4
 */
function isHttp2(bytes: Buffer | undefined): boolean {
  return bytes !== undefined && bytes.length >= 9 && bytes[3] === 4 && bytes.readUInt32BE(5) === 0
}

/** Returns the reason of a TLS error, without the file names and line numbers of OpenSSL. */
function tlsReason({ code = '', message }: Error & { code?: string }): string {
  if (code !== 'EPROTO' && !code.startsWith('ERR_SSL')) return `${message} (${code})`
  return /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? code
}
