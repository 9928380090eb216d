import { errorCause } from './shared/error-causes.ts'
import { statusOf } from './shared/facts.ts'

/** Any other status of 400 and above. */
export const errorBeforeCors = errorCause(
  {
    id: 'error-before-cors',
    title: 'An error response is sent before the CORS layer runs',
    distinguish: 'Search the server for what sends this status.',
  },
  // Statuses of other causes are proven there.
  (failed) => statusOf(failed) >= 400 && statusOf(failed) < 500,
  'a part of the server that runs before the CORS layer',
  'Register the CORS layer first.',
  'likely',
)
