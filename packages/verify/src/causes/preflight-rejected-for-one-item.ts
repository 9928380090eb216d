import type { Cause, FailedRequest, Observations } from '../cause.ts'
import { checkPreflight } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { pageRequest } from '../observe.ts'
import type { Need } from '../plan.ts'
import { isPreflight, nameOf } from './shared/facts.ts'

/** A method or header that the CORS layer does not list makes it reject the whole preflight. */
export const preflightRejectedForOneItem: Cause = {
  id: 'preflight-rejected-for-one-item',
  title: (subject) => `The CORS layer rejects the preflight because of ${subject}`,
  distinguish: 'Send the preflight without this item: it is allowed.',
  async explain(failed, observations) {
    const { failure, need } = failed
    const whole = ['preflight-status', 'missing-allow-origin'].includes(failure?.reason ?? '')
    if (!isPreflight(failed) || !whole) return undefined
    const bare = { ...need, method: 'GET', headers: [] }
    if (need.method === 'GET' && need.headers.length === 0) return undefined
    const base = await send(failed, observations, bare)
    if (!base.allowed) return undefined

    const items = [
      ...need.headers.map((name) => ({ name, need: { ...bare, headers: [name] } })),
      ...(need.method === 'GET'
        ? []
        : [{ name: need.method, need: { ...bare, method: need.method } }]),
    ]
    const rejected: { name: string; exchange: Exchange }[] = []
    for (const item of items) {
      const { allowed, exchange } = await send(failed, observations, item.need)
      if (!allowed) rejected.push({ name: item.name, exchange })
    }
    if (rejected.length === 0 || rejected.some(({ exchange }) => !exchange.response))
      return undefined
    const names = rejected.map(({ name }) => name)
    const method = names.includes(need.method)
    const headers = names.filter((name) => name !== need.method)
    return {
      certainty: 'proven',
      code: method ? 'method-not-allowed' : 'header-not-allowed',
      subject: names.join(' and '),
      about: { ...(method && { method: need.method }), headers },
      proof: `The same preflight without ${names.join(' and ')} is allowed (${nameOf(base.exchange)}). With ${names.length === 1 ? 'it' : 'each of them'} alone, the server rejects the whole preflight and sends no CORS headers.`,
      expected: [
        ...(method ? [`Add ${need.method} to the allowed methods of the CORS layer.`] : []),
        ...(headers.length > 0
          ? [`Add ${headers.join(', ')} to the allowed request headers of the CORS layer.`]
          : []),
      ].join(' '),
      evidence: [base.exchange, ...rejected.map(({ exchange }) => exchange)],
    }
  },
}

/** Sends a preflight; `allowed` is true if a browser would then send the actual request. */
async function send({ origin }: FailedRequest, { observer }: Observations, need: Need) {
  const exchange = await observer.preflight(origin, need)
  const request = pageRequest(observer.plan, origin, need)
  const allowed = exchange.response !== undefined && !checkPreflight(request, exchange.response)
  return { exchange, allowed }
}
