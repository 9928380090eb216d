import { spelled, statusLine } from 'cors-verify/diagram'
import type { Lines, Outcome, Recorded, Action, Verdict } from '../../shared/types.ts'
import type { JudgedExchange } from './judged-exchanges.ts'
import { isList, valueOf } from './lines.ts'
import { notAList, originInWords, quoted } from './words.ts'

/** Explains which parts of a response a page gets after the CORS check has passed. */
export function verdictOfReadable(
  exchange: JudgedExchange,
  action: Action,
  outcome: Outcome,
): Verdict {
  const headers = exchange.recorded.responseHeaders ?? []
  const unfit = action.kind === 'event-stream' ? unfitForEventStream(exchange.recorded) : undefined
  if (unfit) {
    return {
      readable: false,
      sentence: `CORS lets a page of ${originInWords(exchange.request.origin)} read this ${exchange.recorded.status ?? ''}, yet an EventSource accepts only status 200 with the type text/event-stream: the page gets an error event without a reason.`,
      decidedBy: unfit,
      spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model',
    }
  }
  const sentence = mayRead(exchange, outcome)
  const unexposed = Object.entries(outcome.values ?? {})
    .filter(([name, value]) => value === null && valueOf(headers, name.toLowerCase()) !== undefined)
    .map(([name]) => spelled(name.toLowerCase()))
  if (unexposed.length === 0) {
    return {
      readable: true,
      sentence,
      decidedBy: 'access-control-allow-origin',
      spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    }
  }
  const are = unexposed.length === 1 ? 'is' : 'are'
  const why = whyUnexposed(headers, exchange.request.credentials, unexposed)
  return {
    readable: true,
    sentence: `${sentence} Yet ${unexposed.join(' and ')} ${are} null to JavaScript: ${why}.`,
    decidedBy: 'access-control-expose-headers',
    spec: 'https://fetch.spec.whatwg.org/#concept-filtered-response-cors',
  }
}

function mayRead({ request, recorded }: JudgedExchange, outcome: Outcome): string {
  const allowed = valueOf(recorded.responseHeaders, 'access-control-allow-origin')
  const why =
    allowed === '*'
      ? 'Access-Control-Allow-Origin is *, and the request has no credentials'
      : `Access-Control-Allow-Origin names its origin${
          request.credentials === 'include' ? ', and Access-Control-Allow-Credentials is true' : ''
        }`
  return `A page of ${originInWords(request.origin)} may read this ${statusInWords(recorded, outcome)}: ${why}.`
}

/** Returns the part of a response because of which an EventSource fails: its status or its type. */
function unfitForEventStream({ status, responseHeaders }: Recorded): string | undefined {
  if (status !== 200) return statusLine
  const type = valueOf(responseHeaders, 'content-type')?.split(';', 1)[0]?.trim()
  return type?.toLowerCase() === 'text/event-stream' ? undefined : 'content-type'
}

function whyUnexposed(
  headers: Lines,
  credentials: 'include' | 'omit',
  names: readonly string[],
): string {
  const areCookies = names.map((name) => name === 'Set-Cookie')
  return [
    ...(areCookies.includes(true) ? ['Set-Cookie is never exposed'] : []),
    ...(areCookies.includes(false) ? [whyNotOnList(headers, credentials)] : []),
  ].join(', and ')
}

function whyNotOnList(headers: Lines, credentials: 'include' | 'omit'): string {
  const list = valueOf(headers, 'access-control-expose-headers')
  if (list === undefined) return 'there is no Access-Control-Expose-Headers'
  if (!isList(list)) return `Access-Control-Expose-Headers is ${quoted(list)}, ${notAList}`
  if (list.split(',').some((name) => name.trim() === '*') && credentials === 'include')
    return 'with credentials the * of Access-Control-Expose-Headers is a name like any other'
  return `Access-Control-Expose-Headers is ${quoted(list)}`
}

/** Returns the status in words. After a 304 the page gets the status of the cached response. */
function statusInWords({ status }: Recorded, outcome: Outcome): string {
  if (status !== 304 || outcome.status === undefined) return `${status ?? ''}`
  return `${outcome.status}, from the cache and revalidated by a 304`
}
