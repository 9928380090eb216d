import { admin, web, type ApiProcess } from './deployment.ts'
import { bytesOf, json, preflightLines, values, Wire, type WireResponse } from './wire.ts'

/** The requests of one connection, in order. */
export interface ClientRecord {
  name: string
  /** Each request that was sent completely, with its response if there was one. */
  sent: { origin: string; isWrite: boolean; response: WireResponse | undefined }[]
  /** The item that this client changes. */
  itemId?: number
}

/** Returns the next request of a client. */
type Next = () => { bytes: string; method: string; origin: string; isWrite: boolean }

/**
 * Sends requests until a response has `Connection: close` or the connection ends. After that
 * response a client sends no more requests on this connection (RFC 9112).
 *
 * @param depth how many requests it pipelines
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export async function sendUntilClosed(
  api: ApiProcess,
  client: ClientRecord,
  next: Next,
  depth = 1,
): Promise<ClientRecord> {
  const wire = await Wire.open(api.port)
  for (let closing = false; !closing;) {
    const batch = Array.from({ length: depth }, next)
    if (wire.closed) break
    wire.write(batch.map(({ bytes }) => bytes).join(''))
    for (const { method, origin, isWrite } of batch) {
      const response = await wire.response(method).catch(() => undefined)
      client.sent.push({ origin, isWrite, response })
      closing ||= response === undefined || values(response, 'connection').includes('close')
    }
  }
  wire.close()
  return client
}

/** Reads, alternately for each allowed origin. */
export function reads(): Next {
  let count = 0
  return () => {
    const origin = count++ % 2 === 0 ? web : admin
    const bytes = bytesOf('GET /api/items?limit=5', [['Origin', origin]])
    return { bytes, method: 'GET', origin, isWrite: false }
  }
}

/** CORS-preflight requests. */
export function preflights(): Next {
  const bytes = bytesOf('OPTIONS /api/items/1', preflightLines(web, 'PATCH', 'if-match'))
  return () => ({ bytes, method: 'OPTIONS', origin: web, isWrite: false })
}

/** Changes of one item. */
export function edits({ cookie }: ApiProcess, id: number): Next {
  let count = 0
  return () => {
    const lines = [...json(web, cookie), ['If-Match', '*'] as const]
    const bytes = bytesOf(`PATCH /api/items/${id}`, lines, JSON.stringify({ title: `${count++}` }))
    return { bytes, method: 'PATCH', origin: web, isWrite: true }
  }
}

/** Changes and reads, alternately. */
export function editsAndReads(api: ApiProcess, id: number): Next {
  const edit = edits(api, id)
  const read = reads()
  let count = 0
  return () => (count++ % 2 === 0 ? edit() : read())
}
