import type { IncomingHttpHeaders, OutgoingHttpHeaders, Server } from 'node:http'

/** One request as the API received it, and its response as the API sent it. */
export interface Exchange {
  method: string
  path: string
  requestHeaders: IncomingHttpHeaders
  /** 0 until the response begins. */
  status: number
  responseHeaders: OutgoingHttpHeaders
}

/** The requests that reached the server. Browsers hide preflights from the page and from Playwright. */
export class Recorder {
  exchanges: Exchange[] = []

  clear(): void {
    this.exchanges = []
  }

  /** Returns the requests of one method, in order: `recorder.of('OPTIONS')` are the preflights. */
  of(method: string): Exchange[] {
    return this.exchanges.filter((exchange) => exchange.method === method)
  }
}

/**
 * Records every request of a server.
 *
 * @param onRequest gets an exchange that is filled in when its response begins
 * @param onResponse gets the exchange when its response begins, before it is sent
 */
export function recordExchanges(
  server: Server,
  onRequest: (exchange: Exchange) => void,
  onResponse: (exchange: Exchange) => void = () => {},
): void {
  server.prependListener('request', (request, response) => {
    const exchange: Exchange = {
      method: request.method ?? '',
      path: request.url ?? '',
      requestHeaders: request.headers,
      status: 0,
      responseHeaders: {},
    }
    onRequest(exchange)
    // Fastify passes all headers to writeHead, and getHeaders() does not return those.
    const writeHead = response.writeHead.bind(response)
    response.writeHead = (status: number, ...rest: unknown[]) => {
      const given = rest.at(-1)
      exchange.status = status
      writeHead(status, ...(rest as []))
      exchange.responseHeaders = { ...response.getHeaders(), ...(given as OutgoingHttpHeaders) }
      onResponse(exchange)
      return response
    }
  })
}
