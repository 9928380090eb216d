import type { DrawnExchange, Message, PageCall } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/origins.ts'
import { callOfAction } from './call-of-action.ts'
import { loadedInWords } from './loaded-in-words.ts'
import { sentCookieNotes, setCookieNotes } from './cookie-notes.ts'
import type { DrawnStep } from './drawn-step.ts'
import { drawnOf, judgeExchanges, type JudgedExchange } from './judged-exchanges.ts'
import { failureInWords } from './failure-in-words.ts'

/** Returns the data for the diagram of a step. */
export function pageCall(drawnStep: DrawnStep): PageCall {
  const { step, origin, recorded, outcome, verdict } = drawnStep
  const exchanges = judgeExchanges(step, origin, recorded)
  const urls = urlsOf(exchanges)
  return {
    ...callOfAction(step.action, origin),
    exchanges: exchanges.map((exchange, index) =>
      drawn(drawnStep, exchange, exchanges[index + 1], urls[index]),
    ),
    ifNothingSent: {
      kind: 'note',
      tone: outcome.readable ? 'passes' : 'stopped',
      title: verdict.decidedBy === 'vary' ? 'From the cache' : 'The server saw nothing',
      text: verdict.sentence,
    },
    result: result(drawnStep),
  }
}

function drawn(
  drawnStep: DrawnStep,
  exchange: JudgedExchange,
  next: JudgedExchange | undefined,
  url: string | undefined,
): DrawnExchange {
  // The deciding header is in the exchange that failed; if none failed, in the last actual one.
  const decides = drawnStep.verdict.failure
    ? exchange.failure !== undefined
    : !exchange.recorded.isPreflight && next === undefined
  const { decidedBy } = drawnStep.verdict
  return {
    ...drawnOf(exchange.recorded),
    ...(url !== undefined && { url }),
    ...(decides && decidedBy !== undefined && { decidedBy }),
    before: sentCookieNotes(drawnStep, exchange),
    after: setCookieNotes(drawnStep, exchange),
    explain: (failure, request) => `${failureInWords(failure, request).cause}.`,
  }
}

/** Returns the URL of each exchange: those after a redirect to another origin have that origin. */
function urlsOf(exchanges: readonly JudgedExchange[]): string[] {
  let server = apiOrigin
  return exchanges.map(({ recorded, leadsTo }) => {
    const url = server + recorded.path
    if (leadsTo !== undefined && URL.canParse(leadsTo, url)) server = new URL(leadsTo, url).origin
    return url
  })
}

/** Returns the message from the browser to the page: the result for JavaScript. */
function result({ step, outcome }: DrawnStep): Omit<Message, 'kind' | 'from' | 'to'> {
  if (outcome.opaque)
    return { tone: 'plain', label: 'opaque: no status, no headers, no body', lines: [] }
  if (outcome.isQueued !== undefined)
    return { tone: 'plain', label: `sendBeacon returned ${outcome.isQueued}`, lines: [] }
  if (!outcome.readable) {
    const label = outcome.error ?? 'an error without a reason'
    return { tone: 'blocked', label, lines: [] }
  }
  const label = loadedInWords(step.action)?.label ?? `Response, status ${outcome.status ?? ''}`
  const lines = Object.entries(outcome.values ?? {}).map(([name, value]) => ({
    name: `headers.get('${name}')`,
    value: value ?? 'null',
    decides: false,
    ...(value === null && { isAbsent: true as const }),
  }))
  return { tone: 'passes', label, lines }
}
