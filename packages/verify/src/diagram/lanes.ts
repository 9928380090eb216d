import { valueOf } from '../http/header-lines.ts'
import type { DrawnExchange, PageCall } from './page-call.ts'
import type { Lane, LaneId } from './rows.ts'

/** The lanes of a call, and the way of each exchange through them. */
export interface Lanes {
  lanes: readonly Lane[]
  /** From the sender of requests to the server of this exchange, and back. */
  wayOf: (exchange: DrawnExchange) => { sender: LaneId; server: LaneId }
}

/** The page, the browser, a proxy that names itself, and one server for each origin that was called. */
export function lanesOf(call: PageCall): Lanes {
  const origins = [...new Set(call.exchanges.map(({ url }) => originOf(url)))]
  const servers = (origins.length === 0 ? [originOf(call.url)] : origins).map(
    (name, index): Lane => ({
      id: index === 0 ? 'server' : `server ${index + 1}`,
      title: 'Server',
      name,
    }),
  )
  const client = call.kind === 'client'
  const proxy = call.exchanges.map(proxyName).find((name) => name !== undefined)
  const lanes: Lane[] = [
    client
      ? { id: 'page', title: 'Client', name: 'sends no Origin' }
      : { id: 'page', title: 'Page', name: call.origin },
    ...(client ? [] : [browser]),
    ...(proxy === undefined ? [] : [{ id: 'proxy', title: 'Proxy', name: proxy } as const]),
    ...servers,
  ]
  return {
    lanes,
    wayOf: (exchange) => {
      const server = servers.find(({ name }) => name === originOf(exchange.url))?.id ?? 'server'
      return {
        sender: client ? 'page' : 'browser',
        server: isFromCache(exchange) ? 'proxy' : server,
      }
    },
  }
}

const browser: Lane = { id: 'browser', title: 'Browser', name: 'CORS check, cookies' }

function proxyName(exchange: DrawnExchange): string | undefined {
  const via = valueOf(exchange.response?.headers ?? [], 'via')
  if (via !== undefined) return `Via: ${via}`
  return isFromCache(exchange) ? 'a cache' : undefined
}

/**
 * Age implies that the server did not produce the response for this request: a cache had it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.1
 */
function isFromCache({ response }: DrawnExchange): boolean {
  return valueOf(response?.headers ?? [], 'age') !== undefined
}

/** The origin of a URL; the text itself if it is not a URL. */
function originOf(url: string): string {
  return /^[a-z][a-z+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? url
}
