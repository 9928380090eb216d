import type { Cause } from '../cause.ts'
import { statusOf } from './shared/facts.ts'
import { challenges, explainRejection } from './shared/rejections.ts'

/** The actual request gets a 403 without a WWW-Authenticate header, before the CORS layer runs. */
export const forbiddenBeforeCors: Cause = {
  id: 'forbidden-before-cors',
  title: 'A 403 is sent before the CORS layer runs',
  distinguish:
    'Search the layers in front of the CORS layer for a 403: authorization, a CSRF check, a firewall.',
  explain: (failed, observations) =>
    statusOf(failed) === 403 && !challenges(failed)
      ? explainRejection(
          failed,
          observations,
          'authorization, a CSRF check or a firewall rejects the request',
        )
      : undefined,
}
