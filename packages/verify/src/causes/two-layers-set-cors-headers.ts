import type { Cause } from '../cause.ts'
import { valuesOf } from '../http/header-lines.ts'

/** Two layers add Access-Control-Allow-Origin to the same response. */
export const twoLayersSetCorsHeaders: Cause = {
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
    // One line with different origins is a list in the configuration of one layer.
    if (lines.length === 1 && !repeated && !values.includes('*')) return undefined
    return {
      certainty: 'proven',
      proof:
        new Set(values).size === 1
          ? `The response has the value ${values[0] ?? ''} ${values.length} times: two layers, such as the application and a proxy, each add it.`
          : `The values differ (${values.join(' and ')}): each comes from a layer with its own configuration.`,
      expected: `Let one layer set the CORS headers: remove them from the proxy, or let the proxy remove those of the application. Then the response has one line, ${credentials ? `${name}: true` : `${name}: ${origin}`}.`,
    }
  },
}
