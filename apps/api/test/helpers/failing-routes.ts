import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'

/** Whatever can go wrong in a handler, and the ways to answer past Fastify. */
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
  for (const thrown of [null, undefined, 'a string', 42, { statusCode: 400 }]) {
    app.get(`/throws-${JSON.stringify(thrown) ?? 'undefined'}`, async () => {
      throw thrown
    })
  }
  app.get('/unserializable', (_request, reply) => reply.serializer(failToSerialize).send({}))
  app.get('/bigint', async () => ({ big: 1n }))
  app.get('/stream-fails', (_request, reply) => reply.send(failingStream()))
  app.get('/slow', { handlerTimeout: 50 }, () => new Promise(() => {}))

  app.get('/illegal-value', (_request, reply) => reply.header('x-bad', 'a\nb').send('ok'))
  app.get('/illegal-letter', (_request, reply) => reply.header('x-bad', 'ü€').send('ok'))
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

function hijacked(answer: (reply: FastifyReply) => void) {
  return (_request: unknown, reply: FastifyReply): void => {
    reply.hijack()
    answer(reply)
  }
}
