import type { Check } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'

/** Reports that any origin can read without credentials, which is right for public data only. */
export const publicRead: Check = {
  id: 'public-read',
  title: 'reads without credentials',
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
    // `again` excludes responses that differ at each request: the cookie is then not the cause.
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
            ? `Any origin may read GET ${need.url} without credentials, and the response differs with the cookie: if the API decides by network or IP address, every page can read it.`
            : `Any origin may read GET ${need.url} without credentials.`,
          expected: 'No change, if the data is public. Otherwise an allowlist of origins.',
          evidence: differs ? [evidenceOf(exchange), evidenceOf(without)] : [evidenceOf(exchange)],
        },
      ],
    }
  },
}

function content({ response }: Exchange): string {
  return `${response?.status ?? 0} ${response?.body ?? ''}`
}
