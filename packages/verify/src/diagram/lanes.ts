import { valueOf } from '../http/header-lines.ts'
import type { DrawnExchange, PageCall } from './page-call.ts'
import type { Lane, LaneId } from './rows.ts'

/** The lanes of a call, and the two lanes that each exchange connects. */
export interface Lanes {
  lanes: readonly Lane[]
  /** Returns the lane that sends the request of an exchange, and the lane that responds. */
  wayOf: (exchange: DrawnExchange) => { sender: LaneId; server: LaneId }
}

/** Returns the lanes: page, browser, a proxy that responses name, and one server for each requested origin. */
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
 * Whether a cache had stored the response: `Age` implies that the server did not produce it for this
 * request.
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
