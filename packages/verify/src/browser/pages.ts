import type { ForwardProxy } from './forward-proxy.ts'
import type { Tab } from './tab.ts'
import type { BrowserOptions } from './types.ts'
import { withTimeout } from './with-timeout.ts'

/** Time limit for opening a page of an origin, including a real page that fails first. */
const openMs = 90_000

/** Pages by their origin. */
export interface Pages {
  /**
   * Calls `use` with a page of an origin, one call at a time for each page. Rejects if no page of that origin
   * opens.
   */
  on: <T>(origin: string, use: (tab: Tab) => Promise<T>) => Promise<T>
}

/** Options of {@link createPages}. */
export interface PagesOptions extends Pick<BrowserOptions, 'target'> {
  /** The user's origins, and whether each serves a real page. */
  real: Map<string, Promise<boolean>>
  /** An empty page never replaces a real one: if the real page fails, so does the request. */
  onlyReal?: boolean
  openTab: () => Promise<Tab>
  proxy: ForwardProxy
  /** Loopback port of the server of the empty page. */
  pagePort: number
}

/** A tab, and the origin of the page that is open in it. */
interface OpenTab {
  tab: Promise<Tab>
  origin?: string
}

/** The tab of one or more origins. */
interface Slot {
  /** The latest use; the next one waits for it. */
  queue: Promise<unknown>
  open?: OpenTab
}

/**
 * Opens a page for each of the user's origins, and one that all other origins share.
 *
 * The real pages of the user are used if they respond, with their scripts and their policies.
 */
export function createPages(options: PagesOptions): Pages {
  const { proxy, pagePort, target, real, onlyReal = false } = options
  // The page around a frame with an opaque origin. The target's scheme avoids mixed content.
  const aroundOpaque = `${target.protocol}//opaque.example.net`
  const ownSlots = new Map([...real.keys()].map((origin) => [origin, newSlot()]))
  const sharedSlot = newSlot()

  // Changes only its own `open`: after the time limit it may still run, when the slot has another tab.
  async function goTo(slot: Slot, origin: string): Promise<Tab> {
    let open = (slot.open ??= { tab: options.openTab() })
    let tab = await open.tab
    if (open.origin === origin) return tab
    delete open.origin
    if (await real.get(origin)) {
      try {
        await tab.goTo(`${origin}/`, { real: true })
        open.origin = origin
        return tab
      } catch (error) {
        if (onlyReal || slot.open !== open) throw error
        real.set(origin, Promise.resolve(false))
        // The scripts of the real page may block the tab.
        discard(slot)
        open = slot.open = { tab: options.openTab() }
        tab = await open.tab
      }
    }
    const opaque = origin === 'null'
    const location = opaque ? aroundOpaque : origin
    // An empty page at the target's origin would redirect the requests for the target to its server.
    if (location === target.origin) throw new Error(`${origin} is the origin of the target itself`)
    proxy.serve(location, pagePort)
    await tab.goTo(`${location}/`, { opaque })
    open.origin = origin
    return tab
  }

  async function run<T>(slot: Slot, origin: string, use: (tab: Tab) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await use(await withTimeout(openMs, 'the page', goTo(slot, origin)))
      } catch (error) {
        // A real page may navigate during a request; an empty page does not.
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
      const slot = ownSlots.get(origin) ?? sharedSlot
      const result = slot.queue.then(() => run(slot, origin, use))
      slot.queue = result.catch(() => undefined)
      return result
    },
  }
}

function discard(slot: Slot): void {
  void slot.open?.tab.then((tab) => tab.close()).catch(() => undefined)
  delete slot.open
}

function newSlot(): Slot {
  return { queue: Promise.resolve() }
}
