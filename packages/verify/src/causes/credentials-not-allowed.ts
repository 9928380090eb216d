import type { Cause } from '../cause.ts'

/** The CORS layer is configured without credentials. */
export const credentialsNotAllowed: Cause = {
  id: 'credentials-not-allowed',
  title: 'The CORS layer does not allow credentials',
  distinguish: 'Call fetch without credentials: it succeeds.',
  explain({ failure, exchange }) {
    if (failure?.reason !== 'invalid-allow-credentials') return undefined
    const value = failure.value ?? ''
    return {
      certainty: 'likely',
      proof:
        value === ''
          ? `The origin is allowed, and Access-Control-Allow-Credentials is missing on the response to ${exchange.request.method}.`
          : `The value of Access-Control-Allow-Credentials has to be "true", in lower case.`,
      expected:
        'Access-Control-Allow-Credentials: true on the preflight and on the actual response.',
    }
  },
}
