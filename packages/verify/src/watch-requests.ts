import type { BrowserDriver } from './browser/types.ts'
import { valueOf } from './http/header-lines.ts'
import type { CachingClient } from './http/caching-client.ts'
import type { WireRequest } from './exchange.ts'
import type { Progress } from './options.ts'

/** Called with each request that a check makes. */
export type OnRequest = (request: NonNullable<Progress['request']>) => void

/** Wraps a client: calls `onRequest` with each request, also if the response is cached. */
export function watchClient(http: CachingClient, onRequest: OnRequest): CachingClient {
  const notify = ({ method, url, headers }: WireRequest) => {
    const origin = valueOf(headers, 'origin')
    onRequest({ method, url, ...(origin !== undefined && { origin }) })
  }
  return {
    send: (request, until) => {
      notify(request)
      return http.send(request, until)
    },
    sendOnce: (request, until) => {
      notify(request)
      return http.sendOnce(request, until)
    },
  }
}

/** Wraps a driver: calls `onRequest` with each `fetch` of its pages. */
export function watchBrowser(driver: BrowserDriver, onRequest: OnRequest): BrowserDriver {
  return {
    ...driver,
    fetchFrom: (origin, request) => {
      onRequest({ method: request.method, url: request.url, origin })
      return driver.fetchFrom(origin, request)
    },
  }
}
