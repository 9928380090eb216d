import { parseSetCookie } from 'set-cookie-parser'
import type { Check, Draft } from '../check.ts'
import { valuesOf } from '../http/header-lines.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/mask.ts'
import { whyDropped } from '../why-dropped.ts'

/** Cookies that the target sets are kept by browsers, and sent along from the page. */
export const cookies: Check = {
  id: 'cookies',
  title: 'cookies that browsers drop',
  async run({ plan, fetchAs }) {
    if (!plan.credentials) return { findings: [] }
    const findings: Draft[] = []
    const seen = new Set<string>()
    for (const origin of plan.origins)
      for (const need of plan.needs.filter(({ method }) => plan.allowWrites || !isUnsafe(method))) {
        const { actual } = await fetchAs(origin, need)
        const lines = valuesOf(actual?.answer?.headers ?? [], 'set-cookie')
        for (const cookie of lines.flatMap((line) => parseSetCookie(line))) {
          const drop = whyDropped(cookie, new URL(need.url), new URL(origin))
          if (!actual || !drop || seen.has(cookie.name + drop.seen)) continue
          seen.add(cookie.name + drop.seen)
          findings.push({
            code: 'not-cors',
            severity: drop.certain ? 'broken' : 'note',
            title: `The cookie ${cookie.name} does not come back`,
            seen: `The answer to ${need.method} ${need.url} sets ${cookie.name}, and ${drop.seen}`,
            needed: drop.needed,
            evidence: [evidenceOf(actual)],
          })
        }
      }
    return { findings }
  },
}
