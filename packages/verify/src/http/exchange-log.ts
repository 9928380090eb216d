import type { Exchange } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'

/** A driver that records the exchange of each request. */
export interface ExchangeLog extends HttpDriver {
  /** Returns the exchanges with one origin, in the order of their responses. */
  exchangesWith: (origin: string) => Exchange[]
}

/** Adds a log to a driver. The stack of a server is recognised by all of its responses. */
export function logExchanges(http: HttpDriver): ExchangeLog {
  const exchanges: Exchange[] = []
  return {
    async send(request, until) {
      const exchange = await http.send(request, until)
      exchanges.push(exchange)
      return exchange
    },
    exchangesWith: (origin) =>
      exchanges.filter(({ request }) => new URL(request.url).origin === origin),
  }
}
