import type { BrowserContext, CDPSession, Frame, Page } from 'playwright-core'
import { fromChromium, type LoadingFailed } from './chromium-reasons.ts'
import type { PageOutcome } from './types.ts'
import { waiter, type Watch } from './watch.ts'

/** Maximum delay of the protocol's events after the page's result. */
const patienceMs = 2000

/** The DevTools events of one request. */
interface Trail {
  fragment?: string | undefined
  failed?: LoadingFailed
  received?: { status: number; mimeType: string }
  /** State of the event `responseReceivedExtraInfo`, which reports the cookies of the response. */
  extra: 'unknown' | 'announced' | 'received'
  blockedCookies: PageOutcome['blockedCookies'][number][]
}

/**
 * Watches a page through the DevTools protocol's Network domain, which names the cause of a CORS
 * failure and of a blocked cookie. A preflight is a request of its own there; its failure is
 * reported for the actual request too.
 *
 * @param frame a frame of the page that may have its own process, and so its own session
 */
export async function watchChromium(
  context: BrowserContext,
  page: Page,
  frame?: Frame,
): Promise<Watch> {
  const trails = new Map<string, Trail>()
  const { changed, until } = waiter()
  const sessions = [context.newCDPSession(page)]
  if (frame) sessions.push(context.newCDPSession(frame))
  for (const settled of await Promise.allSettled(sessions)) {
    // A frame in the page's own process has no session: the page's session reports it.
    if (settled.status === 'fulfilled') await listen(settled.value, trails, changed)
  }
  const find = (fragment: string) =>
    [...trails.values()].find((trail) => trail.fragment === fragment)

  return {
    begin: () => trails.clear(),
    async end({ fragment }, readable) {
      await until(() => {
        const trail = find(fragment)
        if (!readable) return trail?.failed !== undefined
        return trail?.received !== undefined && trail.extra !== 'announced'
      }, patienceMs)
      const trail = find(fragment)
      const blockedCookies = trail?.blockedCookies ?? []
      if (readable || trail === undefined) return { blockedCookies }
      if (trail.received) {
        const { status, mimeType } = trail.received
        return { notCors: `status ${status} ${mimeType}`.trim(), blockedCookies }
      }
      return { ...(trail.failed ? fromChromium(trail.failed) : {}), blockedCookies }
    },
  }
}

async function listen(
  session: CDPSession,
  trails: Map<string, Trail>,
  changed: () => void,
): Promise<void> {
  // The order of the events of one request is not defined.
  const trailOf = (id: string) => {
    const trail = trails.get(id) ?? { extra: 'unknown', blockedCookies: [] }
    trails.set(id, trail)
    return trail
  }
  session.on('Network.requestWillBeSent', ({ requestId, request, initiator }) => {
    // A preflight has the same fragment. A redirect has the same id and may have another fragment.
    if (initiator.type !== 'preflight') trailOf(requestId).fragment ??= request.urlFragment
  })
  session.on('Network.requestWillBeSentExtraInfo', ({ requestId, associatedCookies }) => {
    for (const { cookie, blockedReasons } of associatedCookies) {
      if (blockedReasons.length === 0) continue
      trailOf(requestId).blockedCookies.push({ name: cookie.name, reasons: blockedReasons })
    }
  })
  session.on('Network.responseReceived', ({ requestId, response, hasExtraInfo }) => {
    const trail = trailOf(requestId)
    trail.received = { status: response.status, mimeType: response.mimeType }
    if (hasExtraInfo && trail.extra === 'unknown') trail.extra = 'announced'
    changed()
  })
  session.on('Network.responseReceivedExtraInfo', ({ requestId, blockedCookies }) => {
    const trail = trailOf(requestId)
    trail.extra = 'received'
    for (const { blockedReasons, cookieLine, cookie } of blockedCookies) {
      const name = cookie?.name ?? cookieLine.split(/[=;]/, 1)[0] ?? ''
      trail.blockedCookies.push({ name: name.trim(), reasons: blockedReasons })
    }
    changed()
  })
  session.on('Network.loadingFailed', ({ requestId, ...failed }) => {
    trailOf(requestId).failed = failed
    changed()
  })
  await session.send('Network.enable')
}
