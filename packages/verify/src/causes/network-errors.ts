import type { Cause } from '../cause.ts'
import type { NetworkError } from '../exchange.ts'

interface Text {
  title: string
  distinguish: string
  expected: string
}

/** Why no response came: none of these is CORS, though a browser reports each in the same words. */
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
      'A certificate of a public authority with its intermediate certificates, or for development one that the browser trusts. --insecure accepts it in this run alone.',
  },
  tls: {
    title: 'The TLS connection fails',
    distinguish: 'Open the URL in a tab: the browser shows the TLS error.',
    expected:
      'A server that speaks TLS 1.2 or 1.3 at this port, and in it HTTP/2 or HTTP/1.1; WebSockets need HTTP/1.1. Check that the scheme of the URL is right.',
  },
  timeout: {
    title: 'The server does not respond in time',
    distinguish: 'Measure the time with curl.',
    expected:
      'A response within the time that pages wait. --timeout gives the server more seconds.',
  },
  closed: {
    title: 'The server closes the connection without a response',
    distinguish: 'Request the URL with curl -v: it shows no status.',
    expected: 'A response with a status. Look into the log of the server and of the proxy.',
  },
  malformed: {
    title: 'The response is not valid HTTP',
    distinguish: 'Request the URL with curl -v.',
    expected:
      'A response over HTTP/1.1, or over HTTP/2 that TLS negotiates (ALPN). Check that the port is that of the web server.',
  },
}

/** One cause for each reason why no response came. */
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
