import type { BrowserDriver } from '../browser/types.ts'
import type { Draft } from '../check.ts'
import type { Observer } from '../observe.ts'
import type { Disagreement, Evidence } from '../report.ts'

/** Takes what a browser said of a finding. */
type AddEvidence = (code: Draft['code'], entry: Evidence) => void

/** Opens the event streams, and compares. */
export async function askStreams(
  driver: BrowserDriver,
  { plan, openStream }: Observer,
  add: AddEvidence,
  disagreements: Disagreement[],
): Promise<void> {
  for (const { href } of plan.streams)
    for (const origin of plan.origins) {
      const { exchange, refusal } = await openStream(origin, href)
      const opens = exchange.answer?.status === 200 && !refusal
      const credentials = plan.credentials ? 'include' : 'omit'
      const outcome = await driver.openStream(origin, href, credentials)
      const said = outcome.said ?? outcome.notCors ?? 'fails'
      if (outcome.readable !== opens)
        disagreements.push({
          request: `EventSource ${href} from ${origin}`,
          arithmetic: opens ? 'opens' : 'fails',
          browser: `${driver.version}: ${outcome.readable ? 'opens' : said}`,
        })
      else if (!opens)
        add('stream-without-cors', {
          by: driver.name,
          request: { method: 'GET', url: href, headers: [['Origin', origin]] },
          remark: `${driver.version}: ${said}`,
        })
    }
}

/** Opens a WebSocket for an origin that the HTTP half got one for. */
export async function askWebSockets(
  driver: BrowserDriver,
  { plan }: Observer,
  drafts: readonly Draft[],
  add: AddEvidence,
): Promise<void> {
  const finding = drafts.find(({ code }) => code === 'websocket-foreign-origin')
  const [first] = finding?.evidence ?? []
  const origin = first?.request.headers.find(([name]) => name === 'Origin')?.[1]
  if (!first || origin === undefined || plan.webSockets.length === 0) return
  const { opened } = await driver.openWebSocket(origin, first.request.url)
  if (!opened) return
  add('websocket-foreign-origin', {
    by: driver.name,
    request: { method: 'GET', url: first.request.url, headers: [['Origin', origin]] },
    remark: `${driver.version}: the WebSocket opened`,
  })
}
