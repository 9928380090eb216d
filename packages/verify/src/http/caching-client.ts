import type { Exchange } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'

/** A driver that can return the exchange of an earlier, equal request. */
export interface CachingClient extends HttpDriver {
  /** As `send`, but equal requests are sent once and have the same exchange. */
  sendOnce: HttpDriver['send']
}

/** Adds `sendOnce` to a driver. */
export function createCachingClient(http: HttpDriver): CachingClient {
  const cache = new Map<string, Promise<Exchange>>()
  return {
    send: http.send,
    sendOnce(request, until) {
      const key = JSON.stringify([request, until])
      const exchange = cache.get(key) ?? http.send(request, until)
      cache.set(key, exchange)
      return exchange
    },
  }
}

/** A client that records the requests whose responses prove nothing. */
export interface RecordingClient extends CachingClient {
  /** The limit of the run that cut off one of its requests, and its fix. */
  readonly cutOff: string | undefined
  /** Exchanges with a network error, or rejected by a rate limit that allowed the request before. */
  readonly undetermined: readonly Exchange[]
}

/** Wraps the client that all checks share, and records the outcomes of one check. */
export function recording(http: CachingClient): RecordingClient {
  let cutOff: string | undefined
  const undetermined = new Set<Exchange>()
  const record = async (sent: Promise<Exchange>) => {
    const exchange = await sent
    cutOff ??= exchange.cutOff
    if (exchange.networkError || exchange.limited) undetermined.add(exchange)
    return exchange
  }
  return {
    send: (request, until) => record(http.send(request, until)),
    sendOnce: (request, until) => record(http.sendOnce(request, until)),
    get cutOff() {
      return cutOff
    },
    get undetermined() {
      return [...undetermined]
    },
  }
}
