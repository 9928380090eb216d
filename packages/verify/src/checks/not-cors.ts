import type { Check, CheckFinding } from '../check.ts'
import { isLoopback, isPrivate, websiteOf } from '../site.ts'
import type { Plan } from '../plan.ts'

/** Titles of the causes that follow from the two URLs alone, by their ids. */
export const titlesOfUrls = {
  'mixed-content': 'Mixed content: an https page cannot call http',
  'local-network-access': 'Local Network Access: the browser asks the user for permission',
} as const

/** Requests that a browser blocks before CORS, which follows from the two URLs alone. */
export const notCorsCheck: Check = {
  id: 'surroundings',
  title: 'mixed content and local networks',
  toleratesInconsistency: true,
  run: ({ plan }) =>
    Promise.resolve({
      findings: plan.origins
        .flatMap((origin) => websiteOf(origin) ?? [])
        .flatMap((page) => [...mixedContent(plan, page), ...localNetwork(plan, page)]),
    }),
}

function mixedContent({ url }: Plan, page: URL): CheckFinding[] {
  if (page.protocol !== 'https:' || url.protocol !== 'http:' || isLoopback(url.hostname)) return []
  return [
    {
      code: 'not-cors',
      severity: 'broken',
      title: titlesOfUrls['mixed-content'],
      cause: 'mixed-content',
      observed: `${page.origin} is https and ${url.href} is plain http, so no request leaves the browser.`,
      expected: 'The API over https.',
      impact: 'All users of the page: the browser does not send the request.',
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
      title: titlesOfUrls['local-network-access'],
      cause: 'local-network-access',
      observed: `A public page, ${page.origin}, calls ${url.hostname}, an address in the user’s own network. Browsers ask for a permission, or block the request.`,
      expected: 'An API at a public address, or the permission of the user.',
      impact: 'Users of the page who do not grant the permission: the browser blocks the request.',
      evidence: [],
    },
  ]
}
