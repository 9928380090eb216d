import type { Exchange } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'

/** A driver that remembers what came of each request. */
export interface ExchangeLog extends HttpDriver {
  /** The exchanges with one origin, in the order of their responses. */
  exchangesWith: (origin: string) => Exchange[]
}

/** Logs all exchanges of a run: a server is recognised by all its responses together. */
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
