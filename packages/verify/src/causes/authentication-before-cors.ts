import type { Cause } from '../cause.ts'
import { challenges, explainRejection } from './shared/rejections.ts'

/** The actual request gets 401, or 403 with a WWW-Authenticate header, before the CORS layer runs. */
export const authenticationBeforeCors: Cause = {
  id: 'authentication-before-cors',
  title: 'Authentication responds before the CORS layer',
  distinguish:
    'Repeat the run with real credentials (--header "authorization: …" or --cookie name=value): if the response then has CORS headers, authentication is the cause.',
  explain: (failed, observations) =>
    challenges(failed)
      ? explainRejection(failed, observations, 'authentication rejects the request')
      : undefined,
}
