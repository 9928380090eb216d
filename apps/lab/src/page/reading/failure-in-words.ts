import type { PageRequest, CorsFailure, CorsFailureReason } from 'cors-verify/decide'
import { decidingHeader } from 'cors-verify/diagram'
import { notAList, quoted } from './words.ts'

const fetchSpec = 'https://fetch.spec.whatwg.org/'

/** The explanation of a failed CORS check or preflight. */
export interface InWords {
  /** The cause, as a clause: no capital at its start, no full stop at its end. */
  cause: string
  /** The header that decided, in lower case; `:status` for the status. */
  decidedBy: string
  /** The section of the Fetch standard with the rule. */
  spec: string
}

type Explain = (failure: CorsFailure, request: PageRequest) => string

const explanations: Record<CorsFailureReason, { spec: string; cause: Explain }> = {
  'missing-allow-origin': {
    spec: '#concept-cors-check',
    cause: ({ exchange }, { origin }) =>
      `${responseTo(exchange)}${origin === 'null' ? ' to Origin: null' : ''} has no Access-Control-Allow-Origin`,
  },
  'multiple-allow-origin': {
    spec: '#concept-cors-check',
    cause: ({ value }) =>
      `Access-Control-Allow-Origin is ${quoted(value ?? '')}: it takes one origin, and a list matches none`,
  },
  'allow-origin-mismatch': {
    spec: '#concept-cors-check',
    cause: ({ value = '' }, { origin }) =>
      `Access-Control-Allow-Origin is ${quoted(value)} and the page’s origin is “${origin}”: ${whyUnequal(value, origin)}`,
  },
  'wildcard-with-credentials': {
    spec: '#cors-protocol-and-credentials',
    cause: () =>
      'Access-Control-Allow-Origin is *, which does not count for a request with credentials',
  },
  'invalid-allow-credentials': {
    spec: '#cors-protocol-and-credentials',
    cause: ({ value, exchange }) =>
      value === undefined
        ? `the request has credentials, and ${lower(responseTo(exchange))} has no Access-Control-Allow-Credentials`
        : `Access-Control-Allow-Credentials is ${quoted(value)}, and only “true” counts, byte for byte`,
  },
  'preflight-status': {
    spec: '#cors-preflight-fetch',
    cause: ({ value = '' }) =>
      `the preflight got ${value}, and only 200 to 299 passes, whatever the headers say`,
  },
  'preflight-redirect': {
    spec: '#cors-preflight-fetch',
    cause: ({ value = '' }) =>
      `the preflight got ${value}: a browser follows no redirect of a preflight`,
  },
  'invalid-allow-methods': {
    spec: '#cors-preflight-fetch',
    cause: ({ value = '' }) => `Access-Control-Allow-Methods is ${quoted(value)}, ${notAList}`,
  },
  'invalid-allow-headers': {
    spec: '#cors-preflight-fetch',
    cause: ({ value = '' }) => `Access-Control-Allow-Headers is ${quoted(value)}, ${notAList}`,
  },
  'method-not-allowed': {
    spec: '#cors-preflight-fetch',
    cause: ({ value, subject = '' }) =>
      value === undefined
        ? `the response to the preflight has no Access-Control-Allow-Methods, and ${subject} needs to be in it`
        : `Access-Control-Allow-Methods is ${quoted(value)}: ${whyNotListed(value, subject)}`,
  },
  'header-not-allowed': {
    spec: '#cors-preflight-fetch',
    cause: ({ value, subject = '' }) =>
      value === undefined
        ? `the response to the preflight has no Access-Control-Allow-Headers, and ${subject} needs to be in it`
        : `Access-Control-Allow-Headers is ${quoted(value)}: ${whyNotListed(value, subject)}`,
  },
}

/** Explains a failed CORS check or preflight. */
export function failureInWords(failure: CorsFailure, request: PageRequest): InWords {
  const { cause, spec } = explanations[failure.reason]
  return {
    cause: lower(cause(failure, request)),
    decidedBy: decidingHeader(failure.reason),
    spec: `${fetchSpec}${spec}`,
  }
}

function responseTo(exchange: CorsFailure['exchange']): string {
  return exchange === 'preflight' ? 'The response to the preflight' : 'The response'
}

/** Lower-cases the article at the start; the name of a header keeps its case. */
function lower(sentence: string): string {
  return sentence.replace(/^The /, 'the ')
}

function whyUnequal(value: string, origin: string): string {
  if (value === `${origin}/`) return 'an origin has no slash at its end'
  if (value.toLowerCase() === origin) return 'they are compared byte for byte, case included'
  if (value.startsWith(`${origin}/`)) return 'an origin has no path'
  if (`https://${value}` === origin || `http://${value}` === origin)
    return 'an origin begins with its scheme'
  if (value.includes('*')) return '* matches only if it is the whole value'
  return 'they are compared byte for byte'
}

function whyNotListed(list: string, subject: string): string {
  const members = list.split(',').map((member) => member.trim())
  if (members.includes('*')) return 'with credentials * is a name like any other'
  if (members.some((member) => member.toLowerCase() === subject.toLowerCase()))
    return `${subject} is not in it: methods are case-sensitive`
  return `${subject} is not in it`
}
