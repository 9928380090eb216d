import type { Check, Draft } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import { describeRefusal } from '../diagnose.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/mask.ts'
import { pageRequest, type Observer } from '../observe.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { actualHeaders } from '../page-headers.ts'

/** A page can read the errors it causes, which else look like CORS failures. */
export const errors: Check = {
  id: 'errors',
  title: 'error answers',
  async run(observer) {
    const { plan } = observer
    const [main] = plan.needs
    const [origin] = plan.origins
    if (!main || !(await observer.fetchAs(origin, main)).decision?.readable) return { findings: [] }

    const unreadable: { what: string; exchange: Exchange; seen: string }[] = []
    for (const { what, exchange } of await provoke(observer)) {
      if (!exchange.answer || exchange.answer.status < 400) continue
      const refusal = corsCheck(pageRequest(plan, origin, main), exchange.answer.headers)
      if (!refusal) continue
      const seen = `${what} is answered ${exchange.answer.status} and ${describeRefusal({ leg: 'actual', ...refusal })}`
      unreadable.push({ what, exchange, seen })
    }
    if (unreadable.length === 0) return { findings: [] }
    const draft: Draft = {
      code: 'error-without-cors',
      severity: 'weak',
      seen: `${unreadable.map(({ seen }) => seen).join('; ')}.`,
      needed: `Access-Control-Allow-Origin: ${origin} on every status, so that a page can tell a bad request from a dead server`,
      evidence: unreadable.map(({ exchange }) => evidenceOf(exchange)),
    }
    return { findings: [draft] }
  },
}

async function provoke(observer: Observer): Promise<{ what: string; exchange: Exchange }[]> {
  const { plan, actual, http } = observer
  const [origin] = plan.origins
  const tried = []
  for (const { what, need } of errorNeeds(plan))
    tried.push({ what, exchange: await actual(origin, need) })

  const post = plan.needs.find(
    ({ method, headers }) => isUnsafe(method) && headers.includes('content-type'),
  )
  if (plan.allowWrites && post) {
    const headers = actualHeaders(
      new URL(post.url),
      { origin, cookies: plan.cookies },
      post.headers,
    )
    const exchange = await http.send({ method: post.method, url: post.url, headers, body: '{' })
    tried.push({ what: `${post.method} with a body that is no JSON`, exchange })
  }
  return tried
}
