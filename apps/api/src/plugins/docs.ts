import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { RouteNotFound } from '../problems.ts'

const passedOn = ['content-type', 'content-security-policy', 'cache-control', 'etag', 'location']

/**
 * OpenAPI, made from the schemas of the routes that are registered after it: a page at /docs. Most
 * processes are never asked for it, and it takes a third of their start to load: it is loaded for
 * the first request. serve.ts makes sure at start that it can be.
 */
export default fp(async function docs(app: FastifyInstance) {
  const routes: RouteOptions[] = []
  let built: Promise<FastifyInstance> | undefined
  const build = async () => {
    try {
      return await (await import('../build-docs.ts')).buildDocs(routes)
    } catch (error) {
      built = undefined // The next request tries again.
      throw error
    }
  }

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const pages = await (built ??= build())
    const { 'if-none-match': known = '' } = request.headers
    const page = await pages.inject({ url: request.url, headers: { 'if-none-match': known } })
    if (page.statusCode >= 500) throw new Error(`the documentation failed: ${page.payload}`)
    if (page.statusCode >= 400) throw new RouteNotFound(request.method, request.url)
    for (const name of passedOn) {
      if (page.headers[name] !== undefined) reply.header(name, page.headers[name])
    }
    // A pipelined request with Expect gets its 100 amid an answer that is bytes: text is sent as text.
    const isImage = String(page.headers['content-type']).startsWith('image/')
    return reply.code(page.statusCode).send(isImage ? page.rawPayload : page.payload)
  }
  app.get('/docs', answer)
  app.get('/docs/*', answer)

  app.addHook('onRoute', (route) => {
    if (route.method !== 'HEAD') routes.push(route)
  })
})
