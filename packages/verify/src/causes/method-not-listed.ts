import type { Cause } from '../cause.ts'

/** The CORS layer handles the preflight, and the method is not in its list. */
export const methodNotListed: Cause = {
  id: 'method-not-listed',
  title: (method) => `The CORS layer does not allow ${method}`,
  distinguish: 'Compare Access-Control-Allow-Methods with the method, case included.',
  explain({ failure, need }) {
    if (failure?.reason !== 'method-not-allowed' && failure?.reason !== 'invalid-allow-methods')
      return undefined
    const wildcard = failure.value?.trim() === '*'
    const otherCase = failure.value
      ?.toUpperCase()
      .split(/\s*,\s*/)
      .includes(need.method.toUpperCase())
    return {
      certainty: 'proven',
      subject: failure.subject ?? need.method,
      about: { method: need.method },
      proof:
        failure.reason === 'invalid-allow-methods'
          ? 'One entry is not a valid method name. One invalid entry makes every preflight fail.'
          : wildcard
            ? 'With credentials, * is not a wildcard but a literal name.'
            : otherCase
              ? 'Methods are case-sensitive.'
              : 'All else in the response to the preflight is right.',
      expected: `Access-Control-Allow-Methods with ${need.method.toUpperCase()} in it, in upper case.`,
    }
  },
}
