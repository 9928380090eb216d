import type { BuiltSite } from './built-site.ts'
import {
  corsLinesFor,
  corsLinesOf,
  rawOf,
  type HttpsClient,
  type RawResponse,
} from './https-client.ts'

/** Clients that send requests until they are stopped. */
export interface Load {
  /** One line for each response that is missing or not as expected. */
  faults: string[]
  /** Returns how many items were added: the API responded 201. */
  added: () => number
  /** Waits until all pages together have done this many more rounds, or until there is a fault. */
  rounds: (more: number) => Promise<void>
  stop: () => Promise<void>
}

/**
 * Reads the list, adds an item, sends a preflight and edits the item, through nginx, from several pages
 * at once.
 *
 * @param cookie the session cookie of a signed-in user
 */
export function startLoad(site: BuiltSite, cookie: string, pages: number): Load {
  const faults: string[] = []
  let [added, done, stopped] = [0, 0, false]
  let wake = () => {}

  async function page(client: HttpsClient): Promise<void> {
    const request = async (what: string, expected: number, headers = {}, body = '') => {
      const sent = { origin: site.webOrigin, cookie, ...headers }
      const response = await client.request(what, sent, body)
      faults.push(...faultsIn(what, response, expected, site.webOrigin))
      return response
    }
    const json = { 'content-type': 'application/json' }
    const preflight = {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'content-type,if-match',
    }
    while (!stopped) {
      await request('GET /api/items?limit=2', 200)
      const { body } = await request('POST /api/items', 201, json, '{"title":"under load"}')
      added += 1
      const { id, etag } = JSON.parse(body) as { id: number; etag: string }
      await request(`OPTIONS /api/items/${id}`, 204, preflight)
      await request(`PATCH /api/items/${id}`, 200, { ...json, 'if-match': etag }, '{"done":true}')
      done += 1
      wake()
    }
  }

  const running = Array.from({ length: pages }, () =>
    // A page stops at its first request without a response; the others show whether it is alone.
    page(site.client()).catch((error: unknown) => {
      faults.push(`no response: ${String(error)}`)
      wake()
    }),
  )
  return {
    faults,
    added: () => added,
    async rounds(more) {
      const goal = done + more
      while (done < goal && faults.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    async stop() {
      stopped = true
      await Promise.all(running)
    },
  }
}

function faultsIn(what: string, response: RawResponse, expected: number, origin: string): string[] {
  const [cors, expectedCors] = [corsLinesOf(response), corsLinesFor(origin)].map((each) =>
    JSON.stringify(each),
  )
  return [
    ...(response.status === expected ? [] : [`${what}: ${response.status} ${response.body}`]),
    ...(cors === expectedCors ? [] : [`${what}: ${response.status} with ${cors}`]),
  ]
}

/** Keeps an event stream open as EventSource does: when it ends, this opens another one. */
export function followEvents(site: BuiltSite) {
  const client = site.client()
  const faults: string[] = []
  let [opened, received, stopped] = [0, 0, false]
  let wake = () => {}

  async function follow(): Promise<void> {
    while (!stopped) {
      const stream = await client.open('GET /api/events', { origin: site.webOrigin })
      opened += 1
      faults.push(...faultsIn('GET /api/events', rawOf(stream), 200, site.webOrigin))
      for await (const chunk of stream) {
        received += String(chunk).split('event: item').length - 1
        wake()
      }
    }
  }
  follow().catch((error: unknown) => {
    if (!stopped) faults.push(`the stream: ${String(error)}`)
    wake()
  })
  return {
    faults,
    opened: () => opened,
    /** Waits for the next event, or for a fault. */
    async nextEvent(): Promise<void> {
      const before = received
      while (received === before && faults.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    stop() {
      stopped = true
      client.close()
    },
  }
}
