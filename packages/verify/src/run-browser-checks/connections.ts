import type { BrowserDriver } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import type { Observer } from '../observe.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import { notSent } from './findings.ts'

/** Takes what a browser said of a finding. */
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
      const { exchange, failure } = await openStream(origin, href)
      const opens = exchange.response?.status === 200 && !failure
      const credentials = plan.credentials ? 'include' : 'omit'
      const outcome = await driver.openStream(origin, href, credentials)
      if (outcome.noPage !== undefined) {
        const need = { method: 'GET', url: href, headers: [], named: true }
        skipped.push(notSent(driver, { origin, need }, outcome.noPage))
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

/** Opens a WebSocket from an origin for which the HTTP checks opened one. */
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
