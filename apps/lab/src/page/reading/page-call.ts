import type { DrawnExchange, Message, PageCall } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/stage.ts'
import { callOfStep } from './call-of-step.ts'
import { loadedInWords } from './loaded-in-words.ts'
import { jarGives, jarTakes } from './cookie-notes.ts'
import type { Exchange } from './exchange.ts'
import { drawnOf, readLegs, type Leg } from './legs.ts'
import { failureInWords } from './failure-in-words.ts'

/** What a diagram of an act draws. */
export function pageCall(exchange: Exchange): PageCall {
  const { act, origin, recorded, outcome, verdict } = exchange
  const legs = readLegs(act, origin, recorded)
  const urls = urlsOf(legs)
  return {
    ...callOfStep(act.step, origin),
    exchanges: legs.map((leg, index) => drawn(exchange, leg, legs[index + 1], urls[index])),
    ifNothingSent: {
      kind: 'note',
      tone: outcome.readable ? 'passes' : 'stopped',
      title: verdict.decidedBy === 'vary' ? 'From the cache' : 'The server saw nothing',
      text: verdict.sentence,
    },
    result: result(exchange),
  }
}

function drawn(
  exchange: Exchange,
  leg: Leg,
  next: Leg | undefined,
  url: string | undefined,
): DrawnExchange {
  // What decided is in the exchange that failed; if none did, in the actual one.
  const decides = exchange.verdict.failure
    ? leg.failure !== undefined
    : !leg.recorded.isPreflight && next === undefined
  const { decidedBy } = exchange.verdict
  return {
    ...drawnOf(leg.recorded),
    ...(url !== undefined && { url }),
    ...(decides && decidedBy !== undefined && { decidedBy }),
    before: jarGives(exchange, leg),
    after: jarTakes(exchange, leg),
    explain: (failure, request) => `${failureInWords(failure, request).cause}.`,
  }
}

/** A redirect may lead to another origin, where the browser sends all that follows. */
function urlsOf(legs: readonly Leg[]): string[] {
  let server = apiOrigin
  return legs.map(({ recorded, leadsTo }) => {
    const url = server + recorded.path
    if (leadsTo !== undefined && URL.canParse(leadsTo, url)) server = new URL(leadsTo, url).origin
    return url
  })
}

/** What JavaScript gets in the end. */
function result({ act, outcome }: Exchange): Omit<Message, 'kind' | 'from' | 'to'> {
  if (outcome.opaque)
    return { tone: 'plain', label: 'opaque: no status, no headers, no body', lines: [] }
  if (!outcome.readable) {
    const label = outcome.error ?? 'an error without a reason'
    return { tone: 'blocked', label, lines: [] }
  }
  const label = loadedInWords(act.step)?.label ?? `Response, status ${outcome.status ?? ''}`
  const lines = Object.entries(outcome.values ?? {}).map(([name, value]) => ({
    name: `headers.get('${name}')`,
    value: value ?? 'null',
    decides: false,
    ...(value === null && { isAbsent: true as const }),
  }))
  return { tone: 'passes', label, lines }
}
