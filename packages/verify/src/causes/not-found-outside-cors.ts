import { errorCause } from './shared/error-causes.ts'
import { statusOf } from './shared/facts.ts'

/** No route has this path or method, and the CORS layer does not cover the 404 or 405. */
export const notFoundOutsideCors = errorCause(
  {
    id: 'not-found-outside-cors',
    title: 'The response for an unknown route has no CORS headers',
    distinguish: 'Request a path that exists: its response has CORS headers.',
  },
  (failed) => [404, 405].includes(statusOf(failed)),
  'a part of the server that the CORS layer does not cover, such as the router’s default handler',
  'Check the path and the method. Apply the CORS layer to the whole server, not to single routes.',
)
