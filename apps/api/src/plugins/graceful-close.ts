import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * How long the server continues to accept requests after SIGTERM, in milliseconds: longer than the
 * 2 s after which nginx closes idle connections (docs/deployment/nginx.conf). If the server closed
 * one first, a POST that nginx is sending on it would be lost, and nginx does not repeat a POST.
 */
export const drainMs = 2_500
/** How long requests may take after that, in milliseconds. */
const finishMs = 1_000

/**
 * Lets requests in progress finish when the server closes.
 *
 * @param options.drainMs how long the server accepts requests before that, in milliseconds
 */
export default fp(
  async function gracefulClose(app: FastifyInstance, options: { drainMs: number }) {
    const inProgress = new Set<IncomingMessage>()
    let closing = false

    app.addHook('onRequest', async ({ raw }, reply) => {
      inProgress.add(raw)
      reply.raw.once('close', () => {
        inProgress.delete(raw)
        // Node closes connections that are idle when closing begins, and keeps the others alive.
        if (closing) app.server.closeIdleConnections()
      })
    })

    app.addHook('preClose', async () => {
      await sleep(options.drainMs)
      closing = true
      setTimeout(() => {
        // A stalled upload gets a 408 that its page can read.
        const error = Object.assign(new Error('closing'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
        for (const { complete, socket } of inProgress) {
          if (!complete) app.server.emit('clientError', error, socket)
        }
        setImmediate(() => app.server.closeAllConnections())
      }, finishMs).unref()
    })
  },
  { name: 'graceful-close' },
)
