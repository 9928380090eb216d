import { corsUnsafeHeaderNames, needsPreflight, normalizeMethod } from 'cors-verify/decide'
import type { Act, Lines, Outcome, Recorded, Step, Verdict } from '../../shared/types.ts'
import { judgeSetCookie } from './cookie-jar.ts'
import { hasDecided } from './header-notes.ts'
import { readLegs, type Leg } from './legs.ts'
import { spelled, valueOf } from './lines.ts'
import { refusalInWords, statusLine } from './refusal-in-words.ts'

export type Lane = 'page' | 'browser' | 'server'
export type Tone = 'plain' | 'passes' | 'refused' | 'stopped'

/** A header line as drawn. */
export interface ShownLine {
  name: string
  value: string
  decides: boolean
  /** Expected here, and not there. */
  isAbsent?: true
}

/** An arrow from one lane to another. */
export interface Message {
  kind: 'message'
  from: Lane
  to: Lane
  tone: Tone
  label: string
  lines: readonly ShownLine[]
}

/** What happens inside the browser. */
export interface Note {
  kind: 'note'
  tone: Tone
  title: string
  text: string
}

/** One row of the diagram, from top to bottom. */
export type Row = Message | Note

export interface Exchange {
  act: Act
  origin: string
  isSameSite: boolean
  recorded: readonly Recorded[]
  outcome: Outcome
  verdict: Verdict
  /** What the server recorded in the acts before. */
  earlier: readonly Recorded[]
}

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
  if (last?.recorded.isPreflight && last.refusal) {
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
    return [note('No preflight', `A ${step.method} that a form could make needs none.`)]
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

function drawLeg(exchange: Exchange, leg: Leg, next: Leg | undefined): Row[] {
  const { recorded, refusal } = leg
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
      lines: shown(recorded.requestHeaders, marked, shownOfRequest(exchange.act.step)),
    },
    answer(leg, marked, exchange.act.step),
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
  const lines = shown(headers, marked, shownOfResponse(step))
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
    const text = `${cause.charAt(0).toUpperCase()}${cause.slice(1)}.`
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

/** What the cookie jar gives along, where there is something to say of it. */
function jarGives({ earlier }: Exchange, { recorded, request }: Leg): Row[] {
  if (recorded.isPreflight) return []
  const note = (text: string): Row[] => [{ kind: 'note', tone: 'plain', title: 'Cookie jar', text }]
  if (valueOf(recorded.requestHeaders, 'cookie') !== undefined) return note('A cookie goes along.')
  if (!earlier.some(({ responseHeaders }) => valueOf(responseHeaders, 'set-cookie'))) return []
  return request.credentials === 'omit'
    ? note('No cookie goes along: the request is without credentials.')
    : note('No cookie goes along: there is none for this request.')
}

/** What the cookie jar makes of cookies in the answer. */
function jarTakes({ isSameSite }: Exchange, { recorded, request: { credentials } }: Leg): Row[] {
  const text = (recorded.responseHeaders ?? [])
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => judgeSetCookie(value, { credentials, isSameSite }))
    .join(' ')
  return text === '' ? [] : [{ kind: 'note', tone: 'plain', title: 'Cookie jar', text }]
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

const alwaysShown = /^(access-control-|origin$|cookie$|vary$|set-cookie$|location$|upgrade$)/

function shownOfRequest(step: Step): (name: string) => boolean {
  const set =
    step.kind === 'fetch' ? Object.keys(step.headers ?? {}).map((name) => name.toLowerCase()) : []
  return (name) => alwaysShown.test(name) || set.includes(name)
}

function shownOfResponse(step: Step): (name: string) => boolean {
  const reads = step.kind === 'fetch' ? (step.reads ?? []).map((name) => name.toLowerCase()) : []
  return (name) => alwaysShown.test(name) || reads.includes(name)
}

function shown(
  lines: Lines,
  marked: string | undefined,
  isShown: (name: string) => boolean,
): ShownLine[] {
  return lines
    .filter(([name]) => isShown(name.toLowerCase()))
    .map(([name, value]) => ({ name, value, decides: hasDecided(name.toLowerCase(), marked) }))
}

const statusTexts: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

export function statusText(status: number): string {
  return statusTexts[status] ?? ''
}
