import type { PageOutcome } from './types.ts'

/** What a browser says of one request, beyond what its page sees. */
export type BrowserReport = Pick<PageOutcome, 'reported' | 'failure' | 'notCors' | 'blockedCookies'>

/** A request as it is known by: the fragment of its URL, which no server gets to see. */
export interface Watched {
  fragment: string
  method: string
}

/** Listens to what a browser says beside a page. One request at a time. */
export interface Watch {
  /** Forgets what was said so far. */
  begin: () => void
  /** Waits for what belongs to a request that has ended. */
  end: (request: Watched, readable: boolean) => Promise<BrowserReport>
}

/** Waits until something is so: asked again at each `changed`. */
export function waiter(): {
  changed: () => void
  until: (isSo: () => boolean, milliseconds: number) => Promise<boolean>
} {
  const waiting = new Set<() => void>()
  return {
    changed: () => {
      for (const look of waiting) look()
    },
    until: (isSo, milliseconds) =>
      new Promise((resolve) => {
        const settle = (result: boolean) => {
          clearTimeout(timer)
          waiting.delete(look)
          resolve(result)
        }
        const look = () => isSo() && settle(true)
        const timer = setTimeout(() => settle(false), milliseconds)
        waiting.add(look)
        look()
      }),
  }
}
