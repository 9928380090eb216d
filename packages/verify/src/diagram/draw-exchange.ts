import { capitalized } from './capitalized.ts'
import { judge, type Judgement } from './judge.ts'
import type { Lanes } from './lanes.ts'
import type { DrawnExchange, PageCall } from './page-call.ts'
import type { Row, Tone } from './rows.ts'
import { shownLines, shownOfResponse } from './shown-lines.ts'
import { statusText } from './status-text.ts'

/**
 * Returns the rows of one exchange: the request, the response, and the decision of the browser.
 *
 * @param next the exchange that follows, if there is one
 */
export function drawExchange(
  call: PageCall,
  exchange: DrawnExchange,
  next: DrawnExchange | undefined,
  lanes: Lanes,
): Row[] {
  const judgement = judge(call, exchange)
  const { sender, server } = lanes.wayOf(exchange)
  const { response, decidedBy, requestHeaders, method, url } = exchange
  const names = call.headers.map(([name]) => name)
  const request: Row = {
    kind: 'message',
    from: sender,
    to: server,
    // A write takes effect on the server, even if the page cannot read the response.
    tone: call.isHarmful && isWrite(exchange) ? 'harmful' : 'plain',
    label: `${method} ${pathOf(url)}`,
    lines: shownLines(requestHeaders, names, decidedBy),
  }
  const common = { kind: 'message', from: server, to: sender } as const
  const reply: Row =
    response === undefined
      ? { ...common, tone: 'stopped', label: 'no response', lines: [] }
      : {
          ...common,
          tone: toneOf(call, judgement),
          label: `${response.status} ${statusText(response.status)}`.trim(),
          lines: shownOfResponse(response, call.reads ?? [], decidedBy),
        }
  return [
    ...(exchange.before ?? []),
    request,
    reply,
    ...(exchange.after ?? []),
    ...check(call, exchange, judgement, next),
  ]
}

function isWrite({ isPreflight, method }: DrawnExchange): boolean {
  return !isPreflight && !['GET', 'HEAD'].includes(method)
}

function toneOf(call: PageCall, { failure, isChecked }: Judgement): Tone {
  if (failure) return 'blocked'
  if (!isChecked) return 'plain'
  return call.isHarmful ? 'harmful' : 'passes'
}

/** Returns a note with the result of the CORS check, or with the redirect that the browser follows. */
function check(
  call: PageCall,
  exchange: DrawnExchange,
  { failure, request, isChecked, leadsTo }: Judgement,
  next: DrawnExchange | undefined,
): Row[] {
  if (failure) {
    const text = exchange.explain?.(failure, request) ?? failure.reason
    return [{ kind: 'note', tone: 'blocked', title: 'CORS check: fails', text: capitalized(text) }]
  }
  if (!isChecked) return []
  const tone = call.isHarmful ? 'harmful' : 'passes'
  if (leadsTo !== undefined) {
    const origin = next ? ` Its Origin is ${judge(call, next).request.origin}.` : ''
    return [{ kind: 'note', tone, title: 'Redirect followed', text: `To ${leadsTo}.${origin}` }]
  }
  const mayRead =
    call.kind === 'beacon'
      ? 'No page gets the response to a beacon.'
      : `${request.origin} may read the response.`
  const text = exchange.isPreflight ? `The ${request.method} may be sent.` : mayRead
  return [{ kind: 'note', tone, title: 'CORS check: passes', text }]
}

/** Returns the path and the query of a URL: the head of the lane shows the origin. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z+.-]*:\/\/[^/?#]*(?=.)/i, '')
}
