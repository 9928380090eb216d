import type { Check } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'

/** Everybody may read, without credentials: right for public data, and worth knowing. */
export const publicRead: Check = {
  id: 'public-read',
  title: 'what everybody may read',
  async run({ plan, actual }) {
    const [need] = plan.needs
    if (!need) return { findings: [] }
    const plain = { ...need, headers: [] }
    const exchange = await actual(unlistedOrigin, plain)
    const { response } = exchange
    if (!response) return { findings: [] }
    const readable = (credentials: 'omit' | 'include') =>
      !corsCheck({ origin: unlistedOrigin, credentials }, response.headers)
    if (!readable('omit') || readable('include')) return { findings: [] }

    const without = await actual(unlistedOrigin, plain, { cookies: [] })
    const again = await actual(unlistedOrigin, plain, { cookies: [], fresh: true })
    // Answers that change by themselves tell nothing about the cookie.
    const differs =
      plan.cookies.length > 0 &&
      without.response !== undefined &&
      content(without) === content(again) &&
      content(exchange) !== content(without)
    return {
      findings: [
        {
          code: 'public-read',
          severity: differs ? 'weak' : 'info',
          observed: differs
            ? `Any origin may read GET ${need.url} without credentials, and the answer differs with the cookie: whoever decides by network or by IP address is open to every page.`
            : `Any origin may read GET ${need.url} without credentials.`,
          expected: 'Nothing, if the data is public. Else an allowlist of origins.',
          evidence: differs ? [evidenceOf(exchange), evidenceOf(without)] : [evidenceOf(exchange)],
        },
      ],
    }
  },
}

function content({ response }: Exchange): string {
  return `${response?.status ?? 0} ${response?.body ?? ''}`
}
