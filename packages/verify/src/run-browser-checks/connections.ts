import type { BrowserDriver } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import type { Observer, StreamObservation } from '../observe.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import { notCompared, notSent } from './findings.ts'
import { sendConfirmed, type Prediction } from './send-confirmed.ts'

/** Adds evidence from a browser to a finding. */
type AddEvidence = (finding: CheckFinding | undefined, entry: Evidence) => void

/** Opens the event streams and compares the results with the predicted ones. */
export async function checkStreams(
  driver: BrowserDriver,
  { plan, openStream }: Observer,
  findings: readonly CheckFinding[],
  add: AddEvidence,
  disagreements: Disagreement[],
  skipped: Skipped[],
): Promise<void> {
  for (const { href } of plan.streams)
    for (const origin of plan.origins) {
      const probe = { origin, need: { method: 'GET', url: href, headers: [], named: true } }
      const credentials = plan.credentials ? 'include' : 'omit'
      const opens = predictionFrom(await openStream(origin, href)).readable ?? false
      const { outcome, changed } = await sendConfirmed(
        () => driver.openStream(origin, href, credentials),
        opens,
        async () => predictionFrom(await openStream(origin, href, { fresh: true })),
      )
      if (outcome.noPage !== undefined) {
        skipped.push(notSent(driver, probe, outcome.noPage))
        continue
      }
      if (changed !== undefined) {
        skipped.push(notCompared(driver, probe, changed))
        continue
      }
      const reported = outcome.reported ?? outcome.notCors ?? 'fails'
      if (outcome.readable !== opens)
        disagreements.push({
          request: `EventSource ${href} from ${origin}`,
          predicted: opens ? 'opens' : 'fails',
          observed: `${driver.version}: ${outcome.readable ? 'opens' : reported}`,
        })
      else if (!opens)
        add(
          findings.find(({ code }) => code === 'stream-without-cors'),
          {
            by: driver.name,
            request: { method: 'GET', url: href, headers: [['Origin', origin]] },
            remark: `${driver.version}: ${reported}`,
          },
        )
    }
}

function predictionFrom({ exchange, failure }: StreamObservation): Prediction {
  const { response } = exchange
  return { readable: response && response.status === 200 && !failure, exchanges: [exchange] }
}

/** Repeats in the browser a WebSocket that the HTTP checks could open from a disallowed origin. */
export async function checkWebSockets(
  driver: BrowserDriver,
  { plan }: Observer,
  findings: readonly CheckFinding[],
  add: AddEvidence,
): Promise<void> {
  const finding = findings.find(({ code }) => code === 'websocket-disallowed-origin')
  const [first] = finding?.evidence ?? []
  const origin = first?.request.headers.find(([name]) => name === 'Origin')?.[1]
  if (!first || origin === undefined || plan.webSockets.length === 0) return
  const { opened } = await driver.openWebSocket(origin, first.request.url)
  if (!opened) return
  add(finding, {
    by: driver.name,
    request: { method: 'GET', url: first.request.url, headers: [['Origin', origin]] },
    remark: `${driver.version}: the WebSocket opened`,
  })
}
