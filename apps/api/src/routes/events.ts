import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

/**
 * Server-sent events. The stream is sent as any reply is: through `reply.raw` it would leave
 * without the CORS headers, and EventSource would report an error without a reason.
 */
const events: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/api/events',
    {
      exposeHeadRoute: false,
      schema: {
        response: {
          200: { content: { 'text/event-stream': { schema: Type.Any() } } },
        },
      },
    },
    (_request, reply) =>
      reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        // nginx would hold the events back until its buffer is full.
        .header('x-accel-buffering', 'no')
        .send(app.itemEvents.open()),
  )
}
export default events
