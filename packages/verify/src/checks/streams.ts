import type { Check, Draft } from '../check.ts'
import { describeRefusal } from '../diagnose.ts'
import { evidenceOf } from '../http/mask.ts'
import { rootRefusal } from '../observe.ts'

/** The page can open its event streams. */
export const streams: Check = {
  id: 'streams',
  title: 'event streams',
  async run(observer) {
    const { plan, openStream } = observer
    const findings: Draft[] = []
    for (const origin of plan.origins) {
      const root = await rootRefusal(observer, origin)
      for (const { href } of plan.streams) {
        const { exchange, refusal } = await openStream(origin, href)
        const evidence = [evidenceOf(exchange)]
        if (exchange.noAnswer) {
          findings.push({
            code: 'not-cors',
            severity: 'broken',
            title: 'The event stream gave no answer, which no CORS header can mend',
            seen: `GET ${href}: ${exchange.noAnswer.message}`,
            needed: 'An answer whose head is sent at once.',
            evidence,
          })
          continue
        }
        // A fault that every answer has is a finding already.
        if (!refusal || refusal.reason === root?.reason) continue
        findings.push({
          code: 'stream-without-cors',
          severity: 'broken',
          seen: `The event stream ${href}, opened from ${origin}, ${describeRefusal(refusal)}.`,
          needed: `Access-Control-Allow-Origin: ${origin}${plan.credentials ? ' and Access-Control-Allow-Credentials: true' : ''} on the stream’s answer, as on every other`,
          evidence,
        })
      }
    }
    return { findings }
  },
}
