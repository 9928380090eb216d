import type { Check, CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf } from '../http/header-lines.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import { parseUrl } from '../parse-url.ts'
import { isSameSite } from '../site.ts'

/** Content types that elements load in `no-cors` mode: `<img>`, `<video>`, `<script>`, `<link rel=stylesheet>`. */
const ofElements = /^(?:image|audio|video)\/|^(?:text|application)\/(?:javascript|css)\b/i

/**
 * Elements of the page can load images, media, scripts and style sheets. Cross-Origin-Resource-Policy
 * applies to `no-cors` requests, such as those of elements, and not to `fetch` in mode `cors`.
 *
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header
 */
export const resourcePolicy: Check = {
  id: 'resource-policy',
  title: 'Cross-Origin-Resource-Policy',
  async run({ plan, actual }) {
    for (const origin of plan.origins)
      for (const need of plan.needs.filter(({ method }) => !isUnsafe(method))) {
        const exchange = await actual(origin, need)
        const policy = blockingPolicy(exchange, parseUrl(origin), new URL(need.url))
        if (policy !== undefined) return { findings: [findingOf(exchange, origin, policy)] }
      }
    return { findings: [] }
  },
}

/** The policy of the response, if it blocks an element of the page. */
function blockingPolicy(
  { response }: Exchange,
  page: URL | undefined,
  target: URL,
): string | undefined {
  if (!response || response.status >= 400) return undefined
  if (!ofElements.test(valueOf(response.headers, 'content-type') ?? '')) return undefined
  const policy = valueOf(response.headers, 'cross-origin-resource-policy')
  const blocks =
    policy === 'same-origin' || (policy === 'same-site' && !(page && isSameSite(page, target)))
  return blocks ? policy : undefined
}

function findingOf(exchange: Exchange, origin: string, policy: string): CheckFinding {
  return {
    code: 'not-cors',
    severity: 'weak',
    title: 'Elements of the page cannot load the response: Cross-Origin-Resource-Policy',
    observed: `${exchange.request.method} ${exchange.request.url} has Cross-Origin-Resource-Policy: ${policy}. An <img>, <video>, <script> or <link> of ${origin} without the attribute crossorigin fails to load it. Only fetch and elements with crossorigin can.`,
    expected:
      'Cross-Origin-Resource-Policy: cross-origin (helmet sends same-origin by default), or the attribute crossorigin on the element.',
    impact: 'All users of the page: elements without the attribute crossorigin do not load it.',
    evidence: [{ ...evidenceOf(exchange), about: ['cross-origin-resource-policy'] }],
  }
}
