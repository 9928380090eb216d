import { appOriginOf } from '../app-origins/index.ts'
import type { Cause } from '../cause.ts'

/** No allowlist can have the origin of the page: it is `null`, or random. */
export const originCannotBeListed: Cause = {
  id: 'origin-cannot-be-listed',
  title: (origin) => `No server can allow the origin ${origin} safely`,
  distinguish: 'Evaluate self.origin in the console of the page.',
  explain({ origin, failure }) {
    const app = appOriginOf(origin)
    if (!failure || app?.allow !== 'never') return undefined
    return {
      certainty: 'certain',
      code: 'origin-not-allowed',
      proof: `${origin} is the origin of ${app.app}. ${app.sends} ${app.because}`,
      expected: app.instead,
      subject: origin,
      reference: app.reference,
    }
  },
}
