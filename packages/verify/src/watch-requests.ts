import type { BrowserDriver } from './browser/types.ts'
import { valueOf } from './http/header-lines.ts'
import type { CachingClient } from './http/caching-client.ts'
import type { WireRequest } from './exchange.ts'
import type { Progress } from './options.ts'

/** Called with each request that a check makes. */
export type OnRequest = (request: NonNullable<Progress['request']>) => void

/** A client that tells of the requests made through it, those too that are in its cache. */
export function watchClient(http: CachingClient, onRequest: OnRequest): CachingClient {
  const tell = ({ method, url, headers }: WireRequest) => {
    const origin = valueOf(headers, 'origin')
    onRequest({ method, url, ...(origin !== undefined && { origin }) })
  }
  return {
    send: (request, until) => {
      tell(request)
      return http.send(request, until)
    },
    sendOnce: (request, until) => {
      tell(request)
      return http.sendOnce(request, until)
    },
  }
}

/** A browser that tells of the requests that its pages are told to make. */
export function watchBrowser(driver: BrowserDriver, onRequest: OnRequest): BrowserDriver {
  return {
    ...driver,
    fetchFrom: (origin, request) => {
      onRequest({ method: request.method, url: request.url, origin })
      return driver.fetchFrom(origin, request)
    },
  }
}
