import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { once } from 'node:events'
import type { Server } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { newestAnswerOn } from './every-answer.ts'

const waits = new WeakMap<Server, number>()

/** For requests that the proxy had given to this replica before it was told to leave it out. */
const stillListeningMs = 1000

/**
 * Has a server that closes leave its idle connections open for a while. A proxy may be sending into
 * one while it is ended here: what it sends is lost, and if it is a write, the proxy cannot know
 * whether it was carried out, and does not send it again. New connections are refused after a
 * second, which a proxy takes to the next replica.
 *
 * @param ms longer than the proxy keeps idle connections: then it ends them itself
 */
export function waitForProxy(server: Server, ms: number): void {
  waits.set(server, ms)
}

const connections = new WeakMap<Server, Set<Socket>>()

/** Ends every connection. The page of a request that is still arriving gets a 408 it can read. */
export function cutConnections(server: Server): void {
  const error = Object.assign(new Error('The server closes.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
  for (const socket of connections.get(server) ?? []) {
    if (newestAnswerOn(socket)?.req.complete !== false) {
      socket.destroy()
      continue
    }
    server.emit('clientError', error, socket)
    socket.destroySoon()
  }
}

/**
 * Ends each connection after its last answer while the server closes. Node ends those that are
 * idle when closing begins; one that is just answering would be kept alive for another 72 s.
 */
export default fp(async function gracefulClose(app: FastifyInstance) {
  let closing = false
  const open = new Set<Socket>()
  connections.set(app.server, open)
  app.server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    const ms = waits.get(app.server)
    if (ms !== undefined) {
      await setTimeout(stillListeningMs)
      await refuseNewConnections(app.server, ms - stillListeningMs)
    }
    closing = true
  })
  app.addHook('onResponse', (_request, _reply, done) => {
    if (closing) app.server.closeIdleConnections()
    done()
  })
})

/** Resolves when the last connection has ended, or after this time. */
async function refuseNewConnections(server: Server, ms: number): Promise<void> {
  // That of http would end the idle connections as well.
  NetServer.prototype.close.call(server)
  await once(server, 'close', { signal: AbortSignal.timeout(ms) }).catch(() => {})
}
