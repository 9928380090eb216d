import type { Cause } from '../cause.ts'

/** The CORS layer handles the preflight, and a request header is not in its list. */
export const headerNotListed: Cause = {
  id: 'header-not-listed',
  title: (name) => `The CORS layer does not allow the request header ${name}`,
  distinguish: 'Compare Access-Control-Allow-Headers with the header names.',
  explain({ failure, need }) {
    if (failure?.reason !== 'header-not-allowed' && failure?.reason !== 'invalid-allow-headers')
      return undefined
    const wildcard = failure.value?.trim() === '*'
    return {
      certainty: 'proven',
      subject: failure.subject ?? need.headers.join(', '),
      about: { headers: failure.subject === undefined ? need.headers : [failure.subject] },
      proof:
        failure.reason === 'invalid-allow-headers'
          ? 'One entry is not a valid header name. One invalid entry makes every preflight fail.'
          : wildcard
            ? 'With credentials, * is not a wildcard but a literal name.'
            : 'All else in the response to the preflight is right.',
      expected: `Access-Control-Allow-Headers with ${need.headers.join(', ')} in it.`,
    }
  },
}
