import type { Step } from '../../shared/types.ts'
import { jarGives, jarTakes } from './cookie-notes.ts'
import type { Exchange } from './exchange.ts'
import type { Leg } from './legs.ts'
import { valueOf } from './lines.ts'
import { refusalInWords, statusLine } from './refusal-in-words.ts'
import type { Row } from './row.ts'
import { shownOfRequest, shownOfResponse } from './shown-lines.ts'
import { statusText } from './status-text.ts'
import { capitalized, spelled } from './words.ts'

/** Draws one request, its answer, and what the browser makes of both. */
export function drawLeg(exchange: Exchange, leg: Leg, next: Leg | undefined): Row[] {
  const { recorded, refusal } = leg
  const { step } = exchange.act
  const { decidedBy } = exchange.verdict
  // Only the leg that was refused holds what decided; where none was, the actual one does.
  const decides = exchange.verdict.refusal
    ? refusal !== undefined
    : !recorded.isPreflight && next === undefined
  const marked = decides ? decidedBy : undefined
  return [
    ...jarGives(exchange, leg),
    {
      kind: 'message',
      from: 'browser',
      to: 'server',
      tone: 'plain',
      label: `${recorded.method} ${recorded.path}`,
      lines: shownOfRequest(recorded.requestHeaders, step, marked),
    },
    answer(leg, marked, step),
    ...jarTakes(exchange, leg),
    ...check(leg, next),
  ]
}

function answer(
  { recorded, refusal, isChecked }: Leg,
  marked: string | undefined,
  step: Step,
): Row {
  const common = { kind: 'message', from: 'server', to: 'browser' } as const
  const { status, responseHeaders: headers } = recorded
  if (status === undefined || !headers)
    return { ...common, tone: 'stopped', label: 'no answer', lines: [] }
  const lines = shownOfResponse(headers, step, marked)
  if (marked === statusLine) {
    lines.unshift({ name: statusLine, value: String(status), decides: true })
  } else if (marked?.startsWith('access-control-') && valueOf(headers, marked) === undefined) {
    lines.push({ name: spelled(marked), value: 'absent', decides: true, isAbsent: true })
  }
  const tone = refusal ? 'refused' : isChecked ? 'passes' : 'plain'
  return { ...common, tone, label: `${status} ${statusText(status)}`.trim(), lines }
}

/** What the browser makes of the answer. */
function check(
  { refusal, request, recorded, isChecked, leadsTo }: Leg,
  next: Leg | undefined,
): Row[] {
  if (refusal) {
    const { cause } = refusalInWords(refusal, request)
    const text = `${capitalized(cause)}.`
    return [{ kind: 'note', tone: 'refused', title: 'CORS check: refused', text }]
  }
  if (!isChecked) return []
  if (leadsTo !== undefined) {
    const origin = next ? ` Its Origin is ${next.request.origin}.` : ''
    return [
      { kind: 'note', tone: 'passes', title: 'Redirect followed', text: `To ${leadsTo}.${origin}` },
    ]
  }
  const text = recorded.isPreflight
    ? `The ${request.method} may be sent.`
    : `${request.origin} may read the answer.`
  return [{ kind: 'note', tone: 'passes', title: 'CORS check: passes', text }]
}
