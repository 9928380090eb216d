import type { ResponseHead, HeaderLines } from '../src/decide/index.ts'
import { serveBytes } from './little-server.ts'

/** The responses of one URL: to a preflight, and to the actual request. */
export interface Heads {
  preflight: ResponseHead
  actual: ResponseHead
}

/** The head of a request that arrived. */
export interface ArrivedHead {
  method: string
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>
}

export interface CaseServer {
  port: number
  /** Adds a path with these responses. Each case has its own: no preflight is cached from another. */
  respondWith: (heads: Heads) => { path: string; arrived: readonly ArrivedHead[] }
  close: () => Promise<void>
}

/** Statuses whose responses end with their head (RFC 9112, section 6.3). */
const withoutBody = new Set([204, 304])

/**
 * A server that writes the header lines it is given byte for byte, doubled and broken ones
 * included, and reads any method: an HTTP library rejects `patch` and fixes the rest.
 */
export async function startCaseServer(): Promise<CaseServer> {
  const exchanges = new Map<string, { heads: Heads; arrived: ArrivedHead[] }>()

  const responseTo = (head: string): string => {
    const [line = '', ...lines] = head.split('\r\n')
    const [method = '', path = ''] = line.split(' ')
    const headers = new Map(lines.map(parseLine))
    const exchange = exchanges.get(path)
    if (exchange === undefined) return written({ status: 404, headers: [] })
    exchange.arrived.push({ method, headers })
    // A page may send OPTIONS itself.
    const isPreflight = method === 'OPTIONS' && headers.has('access-control-request-method')
    return written(isPreflight ? exchange.heads.preflight : exchange.heads.actual)
  }

  const { url, close } = await serveBytes((socket) => {
    let pending = ''
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      // No request of these tests has a body.
      const heads = (pending + text).split('\r\n\r\n')
      pending = heads.pop() ?? ''
      for (const head of heads) socket.write(responseTo(head), 'latin1')
    })
  })
  return {
    port: Number(new URL(url).port),
    respondWith: (heads) => {
      const path = `/${exchanges.size + 1}`
      const arrived: ArrivedHead[] = []
      exchanges.set(path, { heads, arrived })
      return { path, arrived }
    },
    close,
  }
}

function parseLine(line: string): [name: string, value: string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

function written({ status, headers }: ResponseHead): string {
  const sized = withoutBody.has(status) || headers.some(([name]) => /^content-length$/i.test(name))
  const framing: HeaderLines = sized ? [] : [['Content-Length', '0']]
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Chosen\r\n${lines.join('')}\r\n`
}
