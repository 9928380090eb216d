import type { Check, CheckFinding } from '../check.ts'
import { describeFailure } from '../cors-failure.ts'
import { evidenceOf } from '../http/redact.ts'
import { rootFailure } from '../observe.ts'

/** The page can open its event streams. */
export const streams: Check = {
  id: 'streams',
  title: 'event streams',
  reportsNetworkErrors: true,
  async run(observer) {
    const { plan, openStream } = observer
    const findings: CheckFinding[] = []
    for (const origin of plan.origins) {
      const root = await rootFailure(observer, origin)
      for (const { href } of plan.streams) {
        const { exchange, failure } = await openStream(origin, href)
        const evidence = [evidenceOf(exchange)]
        if (exchange.networkError) {
          findings.push({
            code: 'not-cors',
            severity: 'broken',
            title: 'The event stream does not respond: not a CORS problem',
            observed: `GET ${href}: ${exchange.networkError.message}`,
            expected: 'A response whose head is sent at once.',
            evidence,
          })
          continue
        }
        // A fault that every response has is a finding already.
        if (!failure || failure.reason === root?.reason) continue
        findings.push({
          code: 'stream-without-cors',
          severity: 'broken',
          observed: `The event stream ${href}, opened from ${origin}, ${describeFailure(failure)}.`,
          expected: `Access-Control-Allow-Origin: ${origin}${plan.credentials ? ' and Access-Control-Allow-Credentials: true' : ''} on the stream’s response, as on every other`,
          evidence,
        })
      }
    }
    return { findings }
  },
}
