import { errorCause } from './shared/error-causes.ts'
import { statusOf } from './shared/facts.ts'

/** The request is rejected while it is parsed. */
export const requestRejectedBeforeCors = errorCause(
  {
    id: 'request-rejected-before-cors',
    title: 'The server rejects the request before the CORS layer runs',
    distinguish: 'Send a smaller or valid request: its response has CORS headers.',
  },
  (failed) => [400, 408, 411, 413, 414, 415, 422, 431].includes(statusOf(failed)),
  'a parser, a validation or a size limit that runs before the CORS layer',
  'Register the CORS layer before body parsing and validation; a limit of a proxy needs the headers in the proxy.',
)
