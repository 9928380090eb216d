import type { Cause } from '../cause.ts'
import type { NetworkError } from '../exchange.ts'

interface Text {
  title: string
  distinguish: string
  expected: string
}

/** Texts for each network error. None is CORS, but the browser reports a CORS error to the page in the same way. */
const texts: Record<NetworkError['reason'], Text> = {
  dns: {
    title: 'The host name does not resolve',
    distinguish: 'Resolve the name with dig or nslookup.',
    expected: 'A host name that resolves. Check its spelling and its DNS record.',
  },
  refused: {
    title: 'No server listens at this address',
    distinguish: 'Connect with curl: the connection is refused.',
    expected:
      'Start the server. Check the port, and that it listens on an address that pages reach.',
  },
  'tls-name': {
    title: 'The TLS certificate is for another host name',
    distinguish: 'Open the URL in a tab: the browser shows a certificate warning.',
    expected: 'A certificate that names this host.',
  },
  'tls-expired': {
    title: 'The TLS certificate has expired',
    distinguish: 'Open the URL in a tab: the browser shows a certificate warning.',
    expected: 'A renewed certificate. Check the job that renews it.',
  },
  'tls-authority': {
    title: 'Browsers do not trust the authority of the TLS certificate',
    distinguish: 'Open the URL in a tab: the browser shows a certificate warning.',
    expected:
      'A certificate of a public authority with its intermediate certificates, or for development one that the browser trusts. --insecure accepts any certificate, only in this run.',
  },
  tls: {
    title: 'The TLS connection fails',
    distinguish: 'Open the URL in a tab: the browser shows the TLS error.',
    expected:
      'A server that supports TLS 1.2 or 1.3 at this port, with HTTP/2 or HTTP/1.1; WebSockets need HTTP/1.1. Check that the scheme of the URL is right.',
  },
  timeout: {
    title: 'The server does not respond in time',
    distinguish: 'Measure the time with curl.',
    expected:
      'A response within the time limit of the pages. To wait longer in this run, raise --timeout.',
  },
  closed: {
    title: 'The server closes the connection without a response',
    distinguish: 'Request the URL with curl -v: it shows no status.',
    expected: 'A response with a status. Look in the logs of the server and of the proxy.',
  },
  malformed: {
    title: 'The response is not valid HTTP',
    distinguish: 'Request the URL with curl -v.',
    expected:
      'A response over HTTP/1.1, or over HTTP/2 that TLS negotiates (ALPN). Check that the port is that of the web server.',
  },
}

/** One cause for each network error. */
export const networkErrors: readonly Cause[] = Object.entries(texts).map(
  ([reason, { title, distinguish, expected }]) => ({
    id: `network-${reason}`,
    title,
    distinguish,
    explain({ exchange: { networkError } }) {
      if (networkError?.reason !== reason) return undefined
      return {
        certainty: 'proven' as const,
        code: 'not-cors' as const,
        proof: `${networkError.message} No CORS header can fix this.`,
        expected,
      }
    },
  }),
)
