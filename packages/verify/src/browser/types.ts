import type { CorsFailure } from '../decide/types.ts'
import type { BrowserName } from './find-browser.ts'

/** A `fetch` to send from a page. */
export interface PageFetch {
  url: string
  method: string
  headers: Readonly<Record<string, string>>
  credentials: 'include' | 'omit'
  body?: string
}

/** The page's result of a request, and the browser's report. */
export interface PageOutcome {
  /** The page could read the response. */
  readable: boolean
  status?: number
  /** Names of the headers that JavaScript could read, in lower case. */
  headers?: readonly string[]
  /** The browser's own name for the failure: `PreflightDisallowedRedirect`, or Firefox's "(Reason: …)". */
  reported?: string
  /** The failure in the terms of `decide`; absent if it is not CORS. */
  failure?: Pick<CorsFailure, 'reason' | 'subject'>
  /** The cause of a network error that is not CORS, such as `net::ERR_CONNECTION_REFUSED`. */
  notCors?: string
  /** Why no page of that origin could be opened; no request was sent. */
  noPage?: string
  /** Cookies that the browser did not send or store, with its reasons. */
  blockedCookies: readonly { name: string; reasons: readonly string[] }[]
}

/** Drives a real browser. Nothing is intercepted. */
export interface BrowserDriver {
  name: BrowserName
  /** Such as `Chromium 156.0.8078.73`. */
  version: string
  /** Sends a request from a page of this origin; `null` for a sandboxed frame's opaque origin. */
  fetchFrom: (origin: string, request: PageFetch) => Promise<PageOutcome>
  /** Opens an `EventSource` and waits for it to open or fail. */
  openStream: (
    origin: string,
    url: string,
    credentials: PageFetch['credentials'],
  ) => Promise<PageOutcome>
  /** Opens a WebSocket and waits for it to open or fail. */
  openWebSocket: (origin: string, url: string) => Promise<{ opened: boolean }>
  close: () => Promise<void>
}

/** Options for opening a browser. */
export interface BrowserOptions {
  browser: 'chromium' | 'firefox' | 'any'
  /** Origins of the user: their real pages are used if they respond, else an empty page at the same origin. */
  origins: readonly string[]
  target: URL
  /** Cookies of the user for the target. */
  cookies: readonly (readonly [name: string, value: string])[]
  /** The address to connect to for a `host:port`. */
  resolve: ReadonlyMap<string, { address: string; port: number }>
  ignoreCertificates: boolean
  timeoutMs: number
}
