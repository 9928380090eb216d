import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

const events: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'Follow changes of items',
        description: 'Server-sent events. The data of an `item` event is `{"type","id"}`.',
        response: { 200: { content: { 'text/event-stream': { schema: Type.Any() } } } },
      },
    },
    (_request, reply) =>
      reply
        .type('text/event-stream')
        .header('cache-control', 'no-store')
        // nginx would buffer the events.
        .header('x-accel-buffering', 'no')
        // Through the reply, not reply.raw: EventSource needs the CORS headers.
        .send(app.itemEvents.open()),
  )
}
export default events
