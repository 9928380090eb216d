import { needsPreflight } from '../decide/preflight.ts'
import { isSafelistedMethod, normalizeMethod } from '../decide/methods.ts'
import { corsUnsafeHeaderNames } from '../decide/safelist.ts'
import { drawExchange, pathOf } from './draw-exchange.ts'
import { canHavePreflight, judge } from './judge.ts'
import { lanesOf, type Lanes } from './lanes.ts'
import type { PageCall } from './page-call.ts'
import type { Row, Sequence } from './rows.ts'
import { spelled } from './shown-lines.ts'

/**
 * Arranges a call of a page as a sequence: the call, whether the browser sends a preflight and why, each
 * request and response, each decision of the browser, and the result that the page gets.
 */
export function sequence(call: PageCall): Sequence {
  const lanes = lanesOf(call)
  const { exchanges, ifNothingSent, result } = call
  const rows = [...pageCalls(call), ...preflightNote(call)]
  for (const [index, exchange] of exchanges.entries())
    rows.push(...drawExchange(call, exchange, exchanges[index + 1], lanes))
  if (exchanges.length === 0 && ifNothingSent) rows.push(ifNothingSent)
  rows.push(...neverSent(call, lanes))
  if (result && call.kind !== 'client')
    rows.push({ kind: 'message', from: 'browser', to: 'page', ...result })
  return { lanes: lanes.lanes, rows }
}

function pageCalls(call: PageCall): Row[] {
  const { kind, method, url, headers, credentials, isNoCors, drawnAs } = call
  if (kind === 'client') return []
  const name = {
    fetch: `fetch: ${method}`,
    beacon: 'navigator.sendBeacon:',
    'event-stream': 'new EventSource:',
    'web-socket': 'new WebSocket:',
  }[kind]
  const options = [
    ...(kind === 'web-socket' ? [] : [`credentials: ${credentials}`]),
    ...(kind === 'fetch' && isNoCors ? ['mode: no-cors'] : []),
  ]
  // The attributes of an element are its options.
  const label = drawnAs
    ? `${drawnAs}: ${pathOf(url)}`
    : [`${name} ${pathOf(url)}`, ...options].join(', ')
  const lines = headers.map(([line, value]) => ({ name: line, value, decides: false }))
  return [{ kind: 'message', from: 'page', to: 'browser', tone: 'plain', label, lines }]
}

/** Whether the browser sends a preflight, and why. */
function preflightNote(call: PageCall): Row[] {
  const { exchanges, method, headers, missingPreflight } = call
  if (!canHavePreflight(call) || exchanges.length === 0) return []
  const note = (title: string, text: string): Row => ({ kind: 'note', tone: 'plain', title, text })
  const hasPreflight = exchanges.some(({ isPreflight }) => isPreflight)
  if (!needsPreflight(call))
    return hasPreflight
      ? [note('For comparison', `A browser sends no preflight for a ${method} like this.`)]
      : [note('No preflight', `A ${method} with only safelisted headers needs none.`)]
  const causes = [
    ...(isSafelistedMethod(normalizeMethod(method)) ? [] : [method]),
    ...corsUnsafeHeaderNames(headers).map(spelled),
  ].join(' and ')
  if (hasPreflight)
    return [note('Preflight first', `${causes}: not safelisted, so the browser sends a preflight.`)]
  if (missingPreflight === 'not-shown')
    return [note('Preflight first', `${causes}: not safelisted. The preflight is not shown here.`)]
  return [note('No preflight now', 'The browser has the response to an earlier one in its cache.')]
}

/** Returns the actual request as one that is not sent, if the last exchange is a failed preflight. */
function neverSent(call: PageCall, { wayOf }: Lanes): Row[] {
  const last = call.exchanges.at(-1)
  if (!last?.isPreflight) return []
  const { failure, request } = judge(call, last)
  if (!failure && last.response) return []
  const { sender, server } = wayOf(last)
  const label = `${request.method} ${pathOf(last.url)} is never sent`
  return [{ kind: 'message', from: sender, to: server, tone: 'stopped', label, lines: [] }]
}
