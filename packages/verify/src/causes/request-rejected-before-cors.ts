import { errorCause } from './shared/error-causes.ts'
import { statusOf } from './shared/facts.ts'

/** A parser, a validation or a size limit rejects the request. */
export const requestRejectedBeforeCors = errorCause(
  {
    id: 'request-rejected-before-cors',
    title: 'The server rejects the request before the CORS layer runs',
    distinguish: 'Send a smaller or valid request: its response has CORS headers.',
  },
  (failed) => [400, 408, 411, 413, 414, 415, 422, 431].includes(statusOf(failed)),
  'a parser, a validation or a size limit that runs before the CORS layer',
  'Register the CORS layer before body parsing and validation. If a proxy enforces the limit, add the CORS headers in the proxy.',
)
