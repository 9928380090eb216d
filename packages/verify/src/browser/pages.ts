import type { ForwardProxy } from './forward-proxy.ts'
import type { Tab } from './tab.ts'
import type { BrowserOptions } from './types.ts'
import { withTimeout } from './with-timeout.ts'

/** How long it may take to stand at an origin, a real page that fails included. */
const arriveMs = 90_000

/** Pages by their origin. */
export interface Pages {
  /**
   * Uses a page of an origin, one use of a page at a time. Throws if no page of that origin opens.
   */
  on: <T>(origin: string, use: (tab: Tab) => Promise<T>) => Promise<T>
}

export interface PagesOptions extends Pick<BrowserOptions, 'target'> {
  /** The user's origins, and whether each serves a page of its own. */
  real: Map<string, Promise<boolean>>
  /** No page of ours stands in for one of the user. */
  onlyReal?: boolean
  openTab: () => Promise<Tab>
  proxy: ForwardProxy
  /** The server of our empty page. */
  pagePort: number
}

/** A tab, and the origin that it has arrived at. */
interface Place {
  tab: Promise<Tab>
  origin?: string
}

interface Slot {
  /** The latest use; the next one waits for it. */
  queue: Promise<unknown>
  place?: Place
}

/**
 * Opens a page for each of the user's origins, and one that all others share.
 *
 * The user's own pages are used if they respond: their scripts run, their policies apply.
 */
export function createPages(options: PagesOptions): Pages {
  const { proxy, pagePort, target, real, onlyReal = false } = options
  // A frame with an opaque origin stands in this page; the scheme avoids mixed content.
  const aroundOpaque = `${target.protocol}//opaque.example.net`
  const homes = new Map([...real.keys()].map((origin) => [origin, newSlot()]))
  const roaming = newSlot()

  // Writes to its own place alone: it may go on after its limit of time, when the slot has another.
  async function goTo(slot: Slot, origin: string): Promise<Tab> {
    let place = (slot.place ??= { tab: options.openTab() })
    let tab = await place.tab
    if (place.origin === origin) return tab
    delete place.origin
    if (await real.get(origin)) {
      try {
        await tab.goTo(`${origin}/`, { real: true })
        place.origin = origin
        return tab
      } catch (error) {
        if (onlyReal || slot.place !== place) throw error
        real.set(origin, Promise.resolve(false))
        // Its scripts may keep the whole tab busy.
        discard(slot)
        place = slot.place = { tab: options.openTab() }
        tab = await place.tab
      }
    }
    const opaque = origin === 'null'
    const location = opaque ? aroundOpaque : origin
    // Our page at the target's origin would get the requests for the target.
    if (location === target.origin) throw new Error(`${origin} is the origin of the target itself`)
    proxy.serve(location, pagePort)
    await tab.goTo(`${location}/`, { opaque })
    place.origin = origin
    return tab
  }

  async function run<T>(slot: Slot, origin: string, use: (tab: Tab) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await use(await withTimeout(arriveMs, 'the page', goTo(slot, origin)))
      } catch (error) {
        // A real page may have gone elsewhere in the middle; ours stay where they are.
        const wasReal = await real.get(origin)
        discard(slot)
        if (attempt === 2 || wasReal !== true || onlyReal) throw error
        real.set(origin, Promise.resolve(false))
      }
    }
  }

  return {
    on(origin, use) {
      if (!/^(?:https?:|null$)/.test(origin)) {
        return Promise.reject(new Error('browsers have no page of that origin'))
      }
      const slot = homes.get(origin) ?? roaming
      const result = slot.queue.then(() => run(slot, origin, use))
      slot.queue = result.catch(() => undefined)
      return result
    },
  }
}

function discard(slot: Slot): void {
  void slot.place?.tab.then((tab) => tab.close()).catch(() => undefined)
  delete slot.place
}

function newSlot(): Slot {
  return { queue: Promise.resolve() }
}
