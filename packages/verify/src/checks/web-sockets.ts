import { randomBytes } from 'node:crypto'
import type { Check, Draft } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/mask.ts'
import type { Observer } from '../observe.ts'
import { cookieLine, userAgent } from '../page-headers.ts'
import { foreignOrigins } from '../probes/foreign-origins.ts'

/** Only the allowed pages can open a WebSocket: browsers open it for anybody, without CORS. */
export const webSockets: Check = {
  id: 'web-sockets',
  title: 'WebSockets',
  toleratesInconsistency: true,
  async run(observer) {
    const findings: Draft[] = []
    for (const url of observer.plan.webSockets) {
      const opened: { origin: string; because: string; exchange: Exchange }[] = []
      for (const { origin, because, severity } of foreignOrigins(observer.plan.origins, url)) {
        if (severity !== 'critical') continue
        const exchange = await handshake(observer, url, origin)
        if (exchange.answer?.status === 101) opened.push({ origin, because, exchange })
        if (opened.length > 0 && origin.startsWith('https://cors-verify.')) break
      }
      const [first] = opened
      if (first)
        findings.push({
          code: 'websocket-foreign-origin',
          severity: 'critical',
          seen: `${url.href} opens for ${opened.map(({ origin }) => origin).join(', ')}, and the browser sends it the user’s cookies.`,
          needed: '403 at the upgrade for an Origin that is not on the allowlist',
          evidence: opened.slice(0, 3).map(({ exchange }) => evidenceOf(exchange)),
        })
      findings.push(...(await refusedPages(observer, url)))
    }
    return { findings }
  },
}

async function refusedPages(observer: Observer, url: URL): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const origin of observer.plan.origins) {
    const exchange = await handshake(observer, url, origin)
    const { answer, noAnswer } = exchange
    const came = answer?.status ?? noAnswer?.message
    if (came === undefined || came === 101) continue
    drafts.push({
      code: came === 403 ? 'origin-not-allowed' : 'not-cors',
      severity: 'broken',
      title: 'The page cannot open its WebSocket',
      seen: `The upgrade of ${url.href} from ${origin} ${
        answer ? `is answered ${answer.status}.` : `fails: ${noAnswer?.message ?? ''}`
      }`,
      needed:
        '101 Switching Protocols. WebSockets take no CORS headers; the server decides by Origin alone.',
      evidence: [evidenceOf(exchange)],
    })
  }
  return drafts
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
