import type { Cause } from '../cause.ts'

/** The server allows every origin, and the page sends credentials. */
export const wildcardWithCredentials: Cause = {
  id: 'wildcard-with-credentials',
  title: 'Access-Control-Allow-Origin: * does not allow credentials',
  distinguish: 'Call fetch without credentials: it succeeds.',
  explain({ failure, origin }) {
    if (failure?.reason !== 'wildcard-with-credentials') return undefined
    return {
      certainty: 'likely',
      proof: 'For a request with credentials, * does not match any origin.',
      expected: `Access-Control-Allow-Origin: ${origin} and Access-Control-Allow-Credentials: true. Or call fetch without credentials, if the API needs no cookie.`,
    }
  },
}
