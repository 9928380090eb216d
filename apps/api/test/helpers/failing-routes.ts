import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'

/** Values that a route or hook can throw, and the status of the response. */
export const thrownValues: Record<string, { value: unknown; status: number }> = {
  null: { value: null, status: 500 },
  undefined: { value: undefined, status: 500 },
  text: { value: 'text', status: 500 },
  number: { value: 42, status: 500 },
  'object-400': { value: { statusCode: 400 }, status: 400 },
  'object-418': { value: { statusCode: 418 }, status: 418 },
  'object-200': { value: { statusCode: 200 }, status: 500 },
  'error-999': {
    value: Object.assign(new Error('the secret reason'), { statusCode: 999 }),
    status: 500,
  },
}

/** Routes that fail in every way a handler can, and routes that write through `reply.raw`. */
export async function failingRoutes(app: FastifyInstance): Promise<void> {
  app.get('/ok', async () => 'ok')
  app.post('/ok', async () => 'ok')
  app.get('/redirect', (_request, reply) => reply.redirect('/ok'))
  app.get('/no-content', (_request, reply) => reply.code(204).send())
  app.get('/not-modified', (_request, reply) => reply.code(304).send())
  app.get('/teapot', (_request, reply) => reply.code(418).send({ short: true }))
  app.get('/unavailable', (_request, reply) => reply.code(503).send({ status: 'busy' }))
  app.get('/throws', async () => {
    throw new Error('the secret reason')
  })
  for (const [name, { value }] of Object.entries(thrownValues)) {
    const fail = async () => {
      throw value
    }
    app.get(`/throws-${name}`, fail)
    for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const) {
      app.get(`/${hook}-throws-${name}`, { [hook]: fail }, async () => ({ ok: true }))
    }
    // These also run for the error response. If they fail again, Fastify sends its own error or none.
    for (const hook of ['preSerialization', 'onSend'] as const) {
      const failOnce = async (_request: unknown, { statusCode }: FastifyReply) => {
        if (statusCode < 400) throw value
      }
      app.get(`/${hook}-throws-${name}`, { [hook]: failOnce }, async () => ({ ok: true }))
    }
  }
  const failAlways = async () => {
    throw new Error('the secret reason')
  }
  app.get('/onSend-always-throws', { onSend: failAlways }, async () => ({ ok: true }))
  app.get('/unserializable', (_request, reply) => reply.serializer(failToSerialize).send({}))
  app.get('/bigint', async () => ({ big: 1n }))
  app.get('/stream-fails', (_request, reply) => reply.send(failingStream()))
  app.get('/slow', { handlerTimeout: 50 }, () => new Promise(() => {}))

  app.get('/invalid-value', (_request, reply) => reply.header('x-bad', 'a\nb').send('ok'))
  app.get('/invalid-letter', (_request, reply) => reply.header('x-bad', 'ü€').send('ok'))
  app.get(
    '/hijack-end',
    hijacked((reply) => reply.raw.end('raw')),
  )
  app.get(
    '/hijack-head',
    hijacked((reply) => reply.raw.writeHead(200, { 'x-raw': 'yes' }).end('raw')),
  )
  app.get(
    '/hijack-reason',
    hijacked((reply) => reply.raw.writeHead(200, 'Fine', { 'x-raw': 'yes' }).end('raw')),
  )
  app.get(
    '/hijack-no-reason',
    hijacked((reply) => reply.raw.writeHead(200, undefined, { 'x-raw': 'yes' }).end('raw')),
  )
  app.get(
    '/hijack-list',
    hijacked((reply) =>
      reply.raw
        .writeHead(200, ['x-raw', 'yes', 'set-cookie', 'a=1', 'set-cookie', 'b=2'])
        .end('raw'),
    ),
  )
  app.get(
    '/hijack-vary',
    hijacked((reply) => reply.raw.writeHead(200, { vary: 'Origin', 'x-raw': 'yes' }).end('raw')),
  )
  app.get(
    '/hijack-vary-accept',
    hijacked((reply) => reply.raw.writeHead(200, { Vary: 'Accept', 'x-raw': 'yes' }).end('raw')),
  )
  app.get(
    '/hijack-star',
    hijacked((reply) =>
      reply.raw.writeHead(200, { 'access-control-allow-origin': '*' }).end('raw'),
    ),
  )
  app.get(
    '/hijack-copy',
    hijacked((reply) => {
      const headers = reply.getHeaders() as Record<string, string>
      reply.raw.writeHead(200, { ...headers, 'x-raw': 'yes' }).end('raw')
    }),
  )
}

function failToSerialize(): string {
  throw new Error('the serializer failed')
}

function failingStream(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error('the stream failed'))
    },
  })
}

/** Returns a handler that writes its response past Fastify. */
function hijacked(write: (reply: FastifyReply) => void) {
  return (_request: unknown, reply: FastifyReply): void => {
    reply.hijack()
    write(reply)
  }
}
