import type { Frame, Page } from '@playwright/test'
import type { Stack } from './stack.ts'

/** The parts of one response that JavaScript of a page can read. */
export interface Seen {
  /** Undefined if fetch rejected: the page reads nothing of the response. */
  status?: number
  body?: unknown
  /** Every header that the page can read. */
  headers: Record<string, string>
  /** `TypeError: …` if fetch rejected. */
  error?: string
}

/** Calls fetch in the page and returns what it can read. Default: with credentials. */
export function fetchFrom(page: Page | Frame, url: string, init: RequestInit = {}): Promise<Seen> {
  return page.evaluate(
    async ({ url, init }) => {
      try {
        const response = await fetch(url, { credentials: 'include', ...init })
        const text = await response.text()
        const json = response.headers.get('content-type')?.includes('json')
        return {
          status: response.status,
          body: json ? (JSON.parse(text) as unknown) : text,
          headers: Object.fromEntries(response.headers),
        }
      } catch (error) {
        return { headers: {}, error: String(error) }
      }
    },
    { url, init },
  )
}

/** The options of a request that carries JSON. */
export function json(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }
}

/**
 * The options of a write that names the version it changes, as the app's client sends it: with
 * If-Match, fetch's default cache mode becomes no-store, which skips the preflight cache too.
 *
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
export function ifMatch(etag: string, init: RequestInit): RequestInit {
  return {
    ...init,
    cache: 'force-cache',
    headers: { ...(init.headers as Record<string, string>), 'If-Match': etag },
  }
}

/** Signs in with a request of the page, and waits if a deployment responds 429. */
export async function signIn(
  page: Page,
  { apiOrigin, account }: Pick<Stack, 'apiOrigin' | 'account'>,
): Promise<Seen> {
  for (;;) {
    const seen = await fetchFrom(page, `${apiOrigin}/api/session`, json('POST', account))
    if (seen.status !== 429) return seen
    const seconds = Number(seen.headers['retry-after'])
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}
