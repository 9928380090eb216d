import { randomBytes } from 'node:crypto'
import type { Check, CheckFinding } from '../check.ts'
import type { Exchange, WireResponse } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import { cookieLine, userAgent } from '../page-headers.ts'
import { disallowedOrigins } from '../probes/disallowed-origins.ts'

/** Only allowed pages can open a WebSocket. CORS does not apply to it: the server must check `Origin`. */
export const webSockets: Check = {
  id: 'web-sockets',
  title: 'WebSockets',
  reportsNetworkErrors: true,
  toleratesInconsistency: true,
  async run(observer) {
    const findings: CheckFinding[] = []
    for (const url of observer.plan.webSockets) {
      const opened: { origin: string; because: string; exchange: Exchange }[] = []
      for (const { origin, because, severity } of disallowedOrigins(observer.plan, url)) {
        if (severity !== 'critical') continue
        const exchange = await handshake(observer, url, origin)
        if (isOpen(exchange)) opened.push({ origin, because, exchange })
        if (opened.length > 0 && origin.startsWith('https://cors-verify.')) break
      }
      const [first] = opened
      if (first)
        findings.push({
          code: 'websocket-disallowed-origin',
          severity: 'critical',
          observed: `${url.href} opens for ${opened.map(({ origin }) => origin).join(', ')}, and the browser sends it the user’s cookies.`,
          expected: '403 to the upgrade request of an Origin that is not on the allowlist.',
          evidence: opened.slice(0, 3).map(({ exchange }) => evidenceOf(exchange)),
        })
      findings.push(...(await blockedPages(observer, url)))
    }
    return { findings }
  },
}

async function blockedPages(observer: Observer, url: URL): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = []
  for (const origin of observer.plan.origins) {
    const exchange = await handshake(observer, url, origin)
    const { response, networkError } = exchange
    // The limit of the run cut the request off.
    if ((!response && !networkError) || isOpen(exchange)) continue
    findings.push({
      code:
        response?.status === 403 || response?.closeCode === 1008
          ? 'origin-not-allowed'
          : 'not-cors',
      severity: 'broken',
      title: 'The page cannot open its WebSocket',
      observed: `The upgrade of ${url.href} from ${origin} ${
        response ? describeRejection(response) : `fails: ${networkError?.message ?? ''}`
      }`,
      expected:
        '101 Switching Protocols. WebSockets take no CORS headers; the server decides by Origin alone.',
      impact: 'All users of the page: the WebSocket fails.',
      about: { webSocket: true, origins: [origin] },
      evidence: [evidenceOf(exchange)],
    })
  }
  return findings
}

/** A WebSocket is open if the server accepts it and does not close it before any data. */
function isOpen({ response }: Exchange): boolean {
  return response?.status === 101 && response.closeCode === undefined
}

function describeRejection({ status, closeCode }: WireResponse): string {
  return closeCode === undefined
    ? `returns ${status}.`
    : `is accepted, and the WebSocket is closed with code ${closeCode} before any data.`
}

function handshake({ plan, http }: Observer, url: URL, origin: string): Promise<Exchange> {
  return http.send({
    method: 'GET',
    url: url.href,
    headers: [
      ['User-Agent', userAgent],
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Key', randomBytes(16).toString('base64')],
      ['Origin', origin],
      ...cookieLine(plan.cookies),
    ],
  })
}
