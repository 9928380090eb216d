import type { Exchange } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'

/** A driver that need not send what it has sent before. */
export interface CachingClient extends HttpDriver {
  /** As `send`; an equal request is sent once, and its exchange is given again. */
  sendOnce: HttpDriver['send']
}

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

/** A client that records the requests that did not get a response to judge. */
export interface RecordingClient extends CachingClient {
  /** The limit of the run that cut off one of its requests, and its fix. */
  readonly cutOff: string | undefined
  /** Exchanges with a network error, or rejected by a rate limit that allowed the request before. */
  readonly undetermined: readonly Exchange[]
}

/** Records the outcomes of one check, of a client that all checks share. */
export function recording(http: CachingClient): RecordingClient {
  let cutOff: string | undefined
  const undetermined = new Set<Exchange>()
  const notice = async (sent: Promise<Exchange>) => {
    const exchange = await sent
    cutOff ??= exchange.cutOff
    if (exchange.networkError || exchange.limited) undetermined.add(exchange)
    return exchange
  }
  return {
    send: (request, until) => notice(http.send(request, until)),
    sendOnce: (request, until) => notice(http.sendOnce(request, until)),
    get cutOff() {
      return cutOff
    },
    get undetermined() {
      return [...undetermined]
    },
  }
}
