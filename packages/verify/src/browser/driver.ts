import type { ForwardProxy } from './forward-proxy.ts'
import { fetchScript, streamScript, webSocketScript, type Seen } from './page-scripts.ts'
import type { Pages } from './pages.ts'
import type { BrowserDriver, PageOutcome } from './types.ts'
import type { BrowserReport } from './watch.ts'
import { withTimeout } from './with-timeout.ts'

/** Time beyond the request's own limit after which a page counts as hung. */
const graceMs = 5000

/** A script to run in a page, and the request that it sends. */
interface PageTask {
  script: string
  url: string
  method: string
  credentialed: boolean
  init?: object
}

/** The part of a driver that sends requests. */
export type PageRequests = Pick<BrowserDriver, 'fetchFrom' | 'openStream' | 'openWebSocket'>

/** Sends requests from pages, and combines the page's result with the browser's report. */
export function requestThrough(pages: Pages, proxy: ForwardProxy, timeoutMs: number): PageRequests {
  let count = 0
  const inTime = <T>(seen: Promise<T>) => withTimeout(timeoutMs + graceMs, 'the page', seen)

  async function send(origin: string, task: PageTask): Promise<PageOutcome> {
    // The browser's reports name the request by this fragment, which is not sent to the server.
    const fragment = `#cors-verify-${++count}-`
    const url = new URL(task.url)
    url.hash = fragment
    const argument = { url: url.href, init: task.init, timeoutMs }
    try {
      return await pages.on(origin, async ({ realm, watch, rejectedCookies }) => {
        watch.begin()
        const seen = await inTime(realm.evaluate<Seen>(`(${task.script})(${literal(argument)})`))
        // A Content-Security-Policy or a timeout explains the failure without a report of the browser.
        const settled = seen.policy !== undefined || seen.timedOut === true
        const report = settled
          ? { blockedCookies: [] }
          : await watch.end({ fragment, method: task.method }, seen.opened)
        const blockedCookies = task.credentialed
          ? [...rejectedCookies.map(rejected), ...report.blockedCookies]
          : []
        return { ...outcomeOf(seen, report, url), blockedCookies }
      })
    } catch (error) {
      return {
        readable: false,
        noPage: line(error),
        blockedCookies: [],
      }
    }
  }

  function outcomeOf(
    seen: Seen,
    report: BrowserReport,
    url: URL,
  ): Omit<PageOutcome, 'blockedCookies'> {
    const { opened, status, headers } = seen
    if (opened)
      return { readable: true, ...(status ? { status } : {}), ...(headers ? { headers } : {}) }
    if (report.failure)
      return { readable: false, reported: report.reported ?? '', failure: report.failure }
    if (seen.timedOut) return { readable: false, notCors: `no response within ${timeoutMs} ms` }
    if (seen.policy) {
      const notCors = `the page's own Content-Security-Policy forbids it (${seen.policy})`
      return { readable: false, notCors }
    }
    const message = (report.notCors ?? seen.error ?? 'no response').replace(url.hash, '')
    // Browsers report the same error for every server that the proxy cannot reach; the proxy has the cause.
    const failure = proxy.failureOf(authorityOf(url))
    const notCors = failure ? `${failure} (${message})` : message
    return { readable: false, ...(report.reported ? { reported: report.reported } : {}), notCors }
  }

  return {
    fetchFrom: (origin, { url, method, headers, credentials, body }) => {
      const init = { method, headers, credentials, ...(body === undefined ? {} : { body }) }
      const credentialed = credentials === 'include'
      return send(origin, { script: fetchScript, url, method, credentialed, init })
    },
    openStream: (origin, url, credentials) => {
      const credentialed = credentials === 'include'
      const init = { withCredentials: credentialed }
      return send(origin, { script: streamScript, url, method: 'GET', credentialed, init })
    },
    async openWebSocket(origin, url) {
      const script = `(${webSocketScript})(${literal({ url, timeoutMs })})`
      try {
        const seen = await pages.on(origin, ({ realm }) => inTime(realm.evaluate<Seen>(script)))
        return { opened: seen.opened }
      } catch {
        return { opened: false }
      }
    },
  }
}

/** JSON text is a valid JavaScript expression. */
function literal(value: unknown): string {
  return JSON.stringify(value)
}

function rejected(name: string): PageOutcome['blockedCookies'][number] {
  return { name, reasons: ['the browser does not accept this name or value for this host'] }
}

/** `host:port`, as in a request to the proxy. */
function authorityOf({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (/s:$/.test(protocol) ? 443 : 80)}`
}

function line(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}
