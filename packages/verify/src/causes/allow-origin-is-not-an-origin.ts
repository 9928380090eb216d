import type { Cause } from '../cause.ts'
import { originOf } from '../cors-failure.ts'

/** Access-Control-Allow-Origin has a value that is not an origin. */
export const allowOriginIsNotAnOrigin: Cause = {
  id: 'allow-origin-is-not-an-origin',
  title: 'Access-Control-Allow-Origin has a value that is not an origin',
  distinguish: 'Compare the value with the origin of the page, character by character.',
  explain({ failure, origin }) {
    const { reason, value = '' } = failure ?? {}
    if (reason !== 'allow-origin-mismatch' && reason !== 'multiple-allow-origin') return undefined
    if (reason === 'allow-origin-mismatch' && originOf(value) === value) return undefined
    return {
      certainty: 'likely',
      proof: whyNot(value, origin),
      expected: `One line: Access-Control-Allow-Origin: ${origin}`,
    }
  },
}

/** Names the difference between the value and a serialized origin. */
function whyNot(value: string, origin: string): string {
  if (/[,\s]/.test(value.trim())) return 'The value is a list. The header allows one origin.'
  if (value === 'null' || value === '""') return `The value is ${value}.`
  const parsed = originOf(value)
  if (parsed === undefined && !value.includes('://')) return 'The value has no scheme.'
  if (parsed === origin && value.endsWith('/')) return 'The value ends with a slash or has a path.'
  if (parsed === origin)
    return 'The value has the origin in another form, such as upper case or with the default port.'
  return 'The value is not the serialization of an origin: scheme, host and port, nothing else.'
}
