import { corsUnsafeHeaderNames, needsPreflight, normalizeMethod } from 'cors-verify/decide'
import type { Step } from '../../shared/types.ts'
import { drawLeg } from './draw-leg.ts'
import type { Exchange } from './exchange.ts'
import { readLegs, type Leg } from './legs.ts'
import type { Row, ShownLine } from './row.ts'
import { spelled } from './words.ts'

export type { Exchange } from './exchange.ts'
export type { Message, Note, ShownLine } from './row.ts'
export { statusText } from './status-text.ts'

/** Draws an act as what page, browser and server say to each other. */
export function sequence(exchange: Exchange): Row[] {
  const { act, origin, recorded, outcome, verdict } = exchange
  const legs = readLegs(act, origin, recorded)
  const rows = [asks(act.step), ...asksFirst(act.step, legs, origin)]
  for (const [index, leg] of legs.entries()) {
    rows.push(...drawLeg(exchange, leg, legs[index + 1]))
  }
  if (legs.length === 0) {
    rows.push({
      kind: 'note',
      tone: outcome.readable ? 'passes' : 'stopped',
      title: verdict.decidedBy === 'vary' ? 'From the cache' : 'The server saw nothing',
      text: verdict.sentence,
    })
  }
  const last = legs.at(-1)
  const isUnanswered = last?.recorded.status === undefined
  if (last?.recorded.isPreflight && (last.refusal || isUnanswered)) {
    rows.push({
      kind: 'message',
      from: 'browser',
      to: 'server',
      tone: 'stopped',
      label: `${last.request.method} ${last.recorded.path} is never sent`,
      lines: [],
    })
  }
  return [...rows, told(exchange)]
}

function asks(step: Step): Row {
  const lines: ShownLine[] = []
  if (step.kind === 'fetch') {
    for (const [name, value] of Object.entries(step.headers ?? {}))
      lines.push({ name, value, decides: false })
  }
  const credentials = step.kind === 'web-socket' ? '' : `, credentials: ${step.credentials}`
  const mode = step.kind === 'fetch' && step.mode === 'no-cors' ? ', mode: no-cors' : ''
  const call = {
    fetch: `fetch: ${step.kind === 'fetch' ? step.method : ''} ${step.path}`,
    'event-stream': `new EventSource: ${step.path}`,
    'web-socket': `new WebSocket: ${step.path}`,
  }[step.kind]
  const label = `${call}${credentials}${mode}`
  return { kind: 'message', from: 'page', to: 'browser', tone: 'plain', label, lines }
}

/** Whether the browser asks first, and why. */
function asksFirst(step: Step, legs: readonly Leg[], origin: string): Row[] {
  if (step.kind !== 'fetch' || step.mode === 'no-cors' || legs.length === 0) return []
  const headers = Object.entries(step.headers ?? {})
  const request = { origin, method: step.method, headers, credentials: step.credentials }
  const note = (title: string, text: string): Row => ({ kind: 'note', tone: 'plain', title, text })
  if (!needsPreflight(request))
    return [note('No preflight', `A ${step.method} with safelisted headers alone needs none.`)]
  const causes = [
    ...(['GET', 'HEAD', 'POST'].includes(normalizeMethod(step.method)) ? [] : [step.method]),
    ...corsUnsafeHeaderNames(headers).map(spelled),
  ]
  if (legs.some(({ recorded }) => recorded.isPreflight))
    return [
      note('Preflight first', `${causes.join(' and ')}: not safelisted, so the browser asks.`),
    ]
  return [note('No preflight now', 'An earlier answer for this URL is remembered.')]
}

/** What JavaScript gets in the end. */
function told({ act, outcome }: Exchange): Row {
  const common = { kind: 'message', from: 'browser', to: 'page' } as const
  if (outcome.opaque)
    return { ...common, tone: 'plain', label: 'opaque: no status, no headers, no body', lines: [] }
  if (!outcome.readable) {
    const label = outcome.error ?? 'an error without a reason'
    return { ...common, tone: 'refused', label, lines: [] }
  }
  const label = {
    fetch: `Response, status ${outcome.status ?? ''}`,
    'event-stream': 'an event',
    'web-socket': 'open',
  }[act.step.kind]
  const lines = Object.entries(outcome.values ?? {}).map(([name, value]) => ({
    name: `headers.get('${name}')`,
    value: value ?? 'null',
    decides: false,
    ...(value === null && { isAbsent: true as const }),
  }))
  return { ...common, tone: 'passes', label, lines }
}
