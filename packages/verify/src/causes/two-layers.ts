import type { Cause } from '../cause.ts'
import { valuesOf } from '../http/header-lines.ts'
import { allowedUncached, isPreflight, jsonWrite, nameOf, passes, plainRead } from './facts.ts'

/** Two layers add Access-Control-Allow-Origin to the same response. */
export const twoLayers: Cause = {
  id: 'two-layers-set-cors-headers',
  title: 'Two layers set Access-Control-Allow-Origin on the same response',
  distinguish: 'Request the API directly, without proxy: it has one Access-Control-Allow-Origin.',
  explain({ exchange, failure, origin }) {
    if (
      failure?.reason !== 'multiple-allow-origin' &&
      failure?.reason !== 'invalid-allow-credentials'
    )
      return undefined
    const credentials = failure.reason === 'invalid-allow-credentials'
    const name = credentials ? 'Access-Control-Allow-Credentials' : 'Access-Control-Allow-Origin'
    const lines = valuesOf(exchange.response?.headers ?? [], name)
    const values = lines.flatMap((line) => line.split(',')).map((value) => value.trim())
    if (values.length < 2) return undefined
    const repeated = values.some((value, index) => values.indexOf(value) !== index)
    // One line with different origins is a list that somebody configured.
    if (lines.length === 1 && !repeated && !values.includes('*')) return undefined
    return {
      certainty: 'proven',
      proof:
        new Set(values).size === 1
          ? `The value ${values[0] ?? ''} is there ${values.length} times: the application and a proxy each add it.`
          : `The values differ (${values.join(' and ')}): each comes from a layer with a configuration of its own.`,
      expected: `Let one layer set the CORS headers: remove them from the proxy, or have the proxy hide those of the application. Then the response has one line, ${credentials ? `${name}: true` : `${name}: ${origin}`}.`,
    }
  },
}

/** One of the two responses allows the page, and the other one does not. */
export const splitLayers: Cause = {
  id: 'preflight-and-response-differ',
  title: 'The preflight and the actual response have different CORS headers',
  distinguish: 'Compare the CORS headers of the two exchanges.',
  async explain(failed, observations) {
    const { failure, origin } = failed
    const byValue = [
      'wildcard-with-credentials',
      'invalid-allow-credentials',
      'allow-origin-mismatch',
    ]
    if (!failure || !byValue.includes(failure.reason)) return undefined
    if (!isPreflight(failed) && (await allowedUncached(failed, observations))) return undefined
    const read = await observations.observer.actual(origin, plainRead(failed))
    const other = isPreflight(failed)
      ? read
      : (failed.preflight ?? (await observations.observer.preflight(origin, jsonWrite(failed))))
    if (!passes(failed, observations, other)) return undefined
    return {
      certainty: 'proven',
      proof: `${nameOf(other)} has headers that allow the page, and ${isPreflight(failed) ? 'the response to the preflight' : 'the actual response'} has others.`,
      expected:
        'The same CORS headers on both. Often two layers are the reason, such as a proxy that handles OPTIONS and an application that handles the rest: let one layer do both.',
      evidence: [other],
    }
  },
}
