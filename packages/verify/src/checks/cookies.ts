import { parseSetCookie } from 'set-cookie-parser'
import type { Check, CheckFinding } from '../check.ts'
import { valuesOf } from '../http/header-lines.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import { blockedCookieImpact, blockedCookieReason } from '../blocked-cookie-reason.ts'

/** Browsers store the cookies that the target sets, and send them on the page's requests. */
export const cookies: Check = {
  id: 'cookies',
  title: 'cookies that browsers drop',
  async run({ plan, fetchAs }) {
    if (!plan.credentials) return { findings: [] }
    const findings: CheckFinding[] = []
    const observed = new Set<string>()
    for (const origin of plan.origins)
      for (const need of plan.needs.filter(({ method }) => plan.allowWrites || !isUnsafe(method))) {
        const { actual } = await fetchAs(origin, need)
        const lines = valuesOf(actual?.response?.headers ?? [], 'set-cookie')
        for (const cookie of lines.flatMap((line) => parseSetCookie(line))) {
          const blocked = blockedCookieReason(cookie, new URL(need.url), origin)
          if (!actual || !blocked || observed.has(cookie.name + blocked.observed)) continue
          observed.add(cookie.name + blocked.observed)
          findings.push({
            code: 'not-cors',
            severity: blocked.certain ? 'broken' : 'info',
            title: `The cookie ${cookie.name} is not sent back`,
            observed: `The response to ${need.method} ${need.url} sets ${cookie.name}, and ${blocked.observed}`,
            expected: blocked.expected,
            impact: blockedCookieImpact,
            about: { cookie: cookie.name },
            evidence: [evidenceOf(actual)],
          })
        }
      }
    return { findings }
  },
}
