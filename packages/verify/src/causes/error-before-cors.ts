import { errorCause } from './shared/error-causes.ts'
import { statusOf } from './shared/facts.ts'

/** Any other status from 400 to 499. */
export const errorBeforeCors = errorCause(
  {
    id: 'error-before-cors',
    title: 'An error response is sent before the CORS layer runs',
    distinguish: 'Search the server for the code that sends this status.',
  },
  // `likely`: the causes of single statuses are `proven` and take precedence.
  (failed) => statusOf(failed) >= 400 && statusOf(failed) < 500,
  'a part of the server that runs before the CORS layer',
  'Register the CORS layer first.',
  'likely',
)
