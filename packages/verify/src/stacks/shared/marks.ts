import type { Exchange, WireResponse } from '../../exchange.ts'
import { valueOf } from '../../http/header-lines.ts'
import { redact } from '../../http/redact.ts'
import type { Recogniser, Recognition } from '../types.ts'

/** Recognises a header by its value; the header line is the proof. */
export function header(name: string, is: RegExp, certain = true): Recogniser {
  return someResponse(({ headers }) => {
    const line = headers.find(
      ([given, value]) => given.toLowerCase() === name.toLowerCase() && is.test(value),
    )
    const [shown] = line ? redact([line]) : []
    return shown && `the header ${shown[0]}: ${shorten(shown[1])}`
  }, certain)
}

/** Recognises the body of a response; the part that matches is the proof. */
export function body(is: RegExp, certain = true): Recogniser {
  return someResponse((response) => {
    const match = is.exec(response.body)
    return match ? `the body of a ${response.status}, ${quoted(match[0])}` : undefined
  }, certain)
}

/**
 * Recognises a response by a test.
 *
 * @param test returns the proof; undefined if the response shows nothing
 */
export function someResponse(
  test: (response: WireResponse, exchange: Exchange) => string | undefined,
  certain: boolean,
): Recogniser {
  return (exchanges) => {
    for (const exchange of exchanges) {
      const proof = exchange.response && test(exchange.response, exchange)
      if (proof !== undefined) return { certain, proof }
    }
    return undefined
  }
}

/** Recognises the response to a preflight. */
export function preflight(
  proof: string,
  test: (response: WireResponse, exchange: Exchange) => boolean,
  certain = false,
): Recogniser {
  return someResponse(
    (response, exchange) => (isPreflight(exchange) && test(response, exchange) ? proof : undefined),
    certain,
  )
}

/** Recognises the value of a header of preflight responses. */
export function preflightHeader(name: string, is: RegExp, certain = true): Recogniser {
  return someResponse((response, exchange) => {
    const value = valueOf(response.headers, name)
    if (!isPreflight(exchange) || value === undefined || !is.test(value)) return undefined
    return `the preflight response’s ${name}: ${shorten(value)}`
  }, certain)
}

/** Combines recognisers: returns the first certain recognition, else the first one. */
export function anyOf(...recognisers: readonly Recogniser[]): Recogniser {
  return (exchanges) => {
    const found = recognisers.flatMap((recognise) => recognise(exchanges) ?? [])
    return found.find(({ certain }) => certain) ?? found[0]
  }
}

/** Combines recognisers that must all succeed, with the proofs of all. */
export function allOf(...recognisers: readonly Recogniser[]): Recogniser {
  return (exchanges): Recognition | undefined => {
    const found = recognisers.flatMap((recognise) => recognise(exchanges) ?? [])
    if (found.length < recognisers.length) return undefined
    return {
      certain: found.every(({ certain }) => certain),
      proof: found.map(({ proof }) => proof).join(' and '),
    }
  }
}

/** Recognises nothing, for a stack whose responses have no mark. */
export const unrecognisable: Recogniser = () => undefined

export function isPreflight({ request }: Exchange): boolean {
  return (
    request.method === 'OPTIONS' &&
    valueOf(request.headers, 'access-control-request-method') !== undefined
  )
}

/** Returns the header names of a response, in order and as received. */
export function namesOf({ headers }: WireResponse): string[] {
  return headers.map(([name]) => name)
}

function quoted(text: string): string {
  return `"${shorten(text.replace(/\s+/g, ' ').trim())}"`
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
