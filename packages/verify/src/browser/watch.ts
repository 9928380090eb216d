import type { PageOutcome } from './types.ts'

/** The browser's report on one request, beyond the page's result. */
export type BrowserReport = Pick<PageOutcome, 'reported' | 'failure' | 'notCors' | 'blockedCookies'>

/** Identifies a request by the fragment of its URL, which is not sent to the server. */
export interface Watched {
  fragment: string
  method: string
}

/** Collects the browser's reports on a page, for one request at a time. */
export interface Watch {
  /** Discards earlier reports. */
  begin: () => void
  /** Waits for the report on a request that has ended. @param readable the page could read the response */
  end: (request: Watched, readable: boolean) => Promise<BrowserReport>
}

/**
 * Creates a waiter. `until` resolves with true when its condition holds, and with false after the time limit;
 * each call of `changed` evaluates the condition.
 */
export function waiter(): {
  changed: () => void
  until: (isSo: () => boolean, milliseconds: number) => Promise<boolean>
} {
  const waiting = new Set<() => void>()
  return {
    changed: () => {
      for (const check of waiting) check()
    },
    until: (isSo, milliseconds) =>
      new Promise((resolve) => {
        const settle = (result: boolean) => {
          clearTimeout(timer)
          waiting.delete(check)
          resolve(result)
        }
        const check = () => isSo() && settle(true)
        const timer = setTimeout(() => settle(false), milliseconds)
        waiting.add(check)
        check()
      }),
  }
}
