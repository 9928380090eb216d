import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http2'
import { listening } from './listening.ts'
import { apiOnNode, type HandWrittenCors } from './node-http.ts'
import type { Listening } from './types.ts'

/**
 * Serves the API on node:http2, which only speaks HTTP/2, without WebSockets.
 *
 * @param cors a rule for each header
 */
export async function serveNodeHttp2(cors: HandWrittenCors): Promise<Listening> {
  const respond = apiOnNode(cors)
  // Requests and responses of node:http2 have all properties of node:http that the API uses.
  const server = createServer((request: unknown, response: unknown) =>
    respond(request as IncomingMessage, response as ServerResponse & { req: IncomingMessage }),
  )
  return listening(server)
}
