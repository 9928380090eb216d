import type { Check, CheckFinding } from '../check.ts'
import { isLoopback, isPrivate } from '../site.ts'
import type { Plan } from '../plan.ts'

/** What a browser refuses before it comes to CORS, known from the two URLs alone. */
export const notCorsCheck: Check = {
  id: 'surroundings',
  title: 'mixed content and local networks',
  toleratesInconsistency: true,
  run: ({ plan }) =>
    Promise.resolve({
      findings: plan.origins.flatMap((origin) => [
        ...mixedContent(plan, new URL(origin)),
        ...localNetwork(plan, new URL(origin)),
      ]),
    }),
}

function mixedContent({ url }: Plan, page: URL): CheckFinding[] {
  if (page.protocol !== 'https:' || url.protocol !== 'http:' || isLoopback(url.hostname)) return []
  return [
    {
      code: 'not-cors',
      severity: 'broken',
      title: 'Mixed content: an https page cannot call http',
      observed: `${page.origin} is https and ${url.href} is plain http, so no request leaves the browser.`,
      expected: 'The API over https. No CORS header can mend this.',
      evidence: [],
    },
  ]
}

function localNetwork({ url }: Plan, page: URL): CheckFinding[] {
  const isLocal = ({ hostname }: URL) => isLoopback(hostname) || isPrivate(hostname)
  if (!isLocal(url) || isLocal(page)) return []
  return [
    {
      code: 'not-cors',
      severity: 'weak',
      title: 'Local Network Access: browsers ask the visitor first',
      observed: `A public page, ${page.origin}, calls ${url.hostname}, an address of the visitor’s own network. Browsers ask for a permission, or refuse.`,
      expected: 'An API at a public address, or the permission. No CORS header can mend this.',
      evidence: [],
    },
  ]
}
