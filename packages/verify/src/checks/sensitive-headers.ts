import type { Check } from '../check.ts'
import { valueOf } from '../http/header-lines.ts'
import { evidenceOf } from '../http/redact.ts'

/** Names in `Access-Control-Expose-Headers` that have no effect, or that expose a secret to scripts. */
const sensitive = new Set([
  'set-cookie',
  'set-cookie2',
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'x-auth-token',
])

/** Access-Control-Expose-Headers names no header that holds a secret. */
export const sensitiveHeaders: Check = {
  id: 'sensitive-headers',
  title: 'headers that no script needs',
  async run({ plan, actual }) {
    const [need] = plan.needs
    if (!need) return { findings: [] }
    const exchange = await actual(plan.origins[0], need)
    const list = valueOf(exchange.response?.headers ?? [], 'access-control-expose-headers') ?? ''
    const exposed = list.split(',').map((name) => name.trim())
    const found = exposed.filter((name) => sensitive.has(name.toLowerCase()))
    if (found.length === 0) return { findings: [] }
    return {
      findings: [
        {
          code: 'exposes-sensitive-header',
          severity: 'info',
          observed: `Access-Control-Expose-Headers names ${found.join(', ')}.`,
          expected:
            'Only headers that a script needs. Scripts can never read Set-Cookie, and every script of the page can read a token.',
          about: { exposed: found.map((name) => name.toLowerCase()) },
          evidence: [evidenceOf(exchange)],
        },
      ],
    }
  },
}
