import type { RequestListener, Server } from 'node:http'

/**
 * Holds the responses to the requests of a method that a server receives from now on. Fastify takes no
 * hook once it is ready, so this wraps `response.end`.
 *
 * @returns a function that sends the held responses, and ends the holding
 */
export function holdResponses(server: Server, method: string): () => void {
  const held: (() => void)[] = []
  const hold: RequestListener = (request, response) => {
    if (request.method !== method) return
    const end = response.end.bind(response)
    response.end = (...rest: unknown[]) => {
      held.push(() => end(...(rest as [])))
      return response
    }
  }
  server.prependListener('request', hold)
  return () => {
    server.off('request', hold)
    for (const send of held) send()
  }
}
