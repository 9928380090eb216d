import type { PageOutcome } from './types.ts'

/** The browser's report on one request, beyond the page's result. */
export type BrowserReport = Pick<PageOutcome, 'reported' | 'failure' | 'notCors' | 'blockedCookies'>

/** A request as it is known by: the fragment of its URL, which no server gets to see. */
export interface Watched {
  fragment: string
  method: string
}

/** Collects the browser's reports for a page. One request at a time. */
export interface Watch {
  /** Discards earlier reports. */
  begin: () => void
  /** Waits for the report on a request that has ended. */
  end: (request: Watched, readable: boolean) => Promise<BrowserReport>
}

/** Waits until a condition holds; it is evaluated at each `changed`. */
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
