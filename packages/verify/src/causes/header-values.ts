import type { Cause } from '../cause.ts'

/** Access-Control-Allow-Origin has a value that is not an origin. */
export const invalidAllowOrigin: Cause = {
  id: 'allow-origin-is-not-an-origin',
  title: 'Access-Control-Allow-Origin has a value that is not an origin',
  distinguish: 'Compare the value with the origin of the page, character by character.',
  explain({ failure, origin }) {
    const { reason, value = '' } = failure ?? {}
    if (reason !== 'allow-origin-mismatch' && reason !== 'multiple-allow-origin') return undefined
    if (reason === 'allow-origin-mismatch' && serialized(value) === value) return undefined
    return {
      certainty: 'likely',
      proof: whyNot(value, origin),
      expected: `One line: Access-Control-Allow-Origin: ${origin}`,
    }
  },
}

function whyNot(value: string, origin: string): string {
  if (/[,\s]/.test(value.trim())) return 'The value is a list. The header takes one origin.'
  if (value === 'null' || value === '""') return `The value is ${value}.`
  const parsed = serialized(value)
  if (parsed === undefined && !value.includes('://')) return 'The value has no scheme.'
  if (parsed === origin && value.endsWith('/')) return 'The value ends with a slash or has a path.'
  if (parsed === origin) return 'The value has the origin in another form, such as upper case.'
  return 'The value is not the serialization of an origin: scheme, host and port, nothing else.'
}

function serialized(value: string): string | undefined {
  try {
    return new URL(value).origin
  } catch {
    return undefined
  }
}

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
