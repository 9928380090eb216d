import fastifyCookie from '@fastify/cookie'
import fastifyCors from '@fastify/cors'
import fastifyHelmet from '@fastify/helmet'
import { corsPolicy } from '@repo/config'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import * as database from './database.ts'
import { environment } from './environment.ts'
import {
  cookieName,
  errorBody,
  hashOf,
  helmetOptions,
  linkToNext,
  versionIn,
  type ErrorCode,
} from './job.ts'

// Fastify with its official plugins, as their documentation shows them.

declare module 'fastify' {
  interface FastifyRequest {
    user: database.User | null
  }
}

const item = {
  type: 'object',
  required: ['id', 'title', 'done', 'createdBy', 'createdAt', 'updatedAt', 'etag'],
  properties: {
    id: { type: 'integer' },
    title: { type: 'string' },
    done: { type: 'boolean' },
    createdBy: { type: 'string' },
    createdAt: { type: 'string' },
    updatedAt: { type: 'string' },
    etag: { type: 'string' },
  },
} as const
const page = {
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: item } },
} as const
const id = { type: 'integer', minimum: 1 } as const
const params = { type: 'object', properties: { id } } as const
const query = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 }, after: id },
} as const
const newItem = {
  type: 'object',
  required: ['title'],
  properties: { title: { type: 'string', minLength: 1, maxLength: 200 } },
} as const
const patch = {
  type: 'object',
  required: ['done'],
  properties: { done: { type: 'boolean' } },
} as const

const app = Fastify({ genReqId: () => randomUUID() })
await app.register(fastifyCors, {
  origin: environment.allowedOrigins,
  credentials: true,
  methods: corsPolicy.methods,
  allowedHeaders: corsPolicy.requestHeaders,
  exposedHeaders: corsPolicy.exposedHeaders,
  maxAge: corsPolicy.maxAgeSeconds,
})
await app.register(fastifyHelmet, helmetOptions)
await app.register(fastifyCookie, { secret: environment.cookieSecret })
app.decorateRequest('user', null)
app.addHook('onRequest', async (request, reply) => {
  reply.header('x-request-id', request.id)
})

const sendError = (request: FastifyRequest, reply: FastifyReply, code: ErrorCode) => {
  const body = errorBody(code, request.id)
  return reply.code(body.statusCode).send(body)
}
const requireSession = async (request: FastifyRequest, reply: FastifyReply) => {
  const { valid, value } = request.unsignCookie(request.cookies[cookieName] ?? '')
  request.user = (valid && (await database.findUser(hashOf(value)))) || null
  if (!request.user) return sendError(request, reply, 'SIGN_IN_REQUIRED')
}

app.get<{ Querystring: { limit: number; after?: number } }>(
  '/api/items',
  { preHandler: requireSession, schema: { querystring: query, response: { 200: page } } },
  async (request, reply) => {
    const { limit, after } = request.query
    const { items, total, next } = await database.paginate(limit, after)
    reply.header('x-total-count', total).header('cache-control', 'no-cache')
    if (next !== undefined) reply.header('link', linkToNext(limit, next))
    return { items }
  },
)
app.post<{ Body: { title: string } }>(
  '/api/items',
  { preHandler: requireSession, schema: { body: newItem, response: { 201: item } } },
  async (request, reply) => {
    const created = await database.create(request.body.title, request.user?.name ?? '')
    reply.code(201).header('location', `/api/items/${created.id}`).header('etag', created.etag)
    return created
  },
)
app.patch<{ Params: { id: number }; Body: { done: boolean } }>(
  '/api/items/:id',
  { preHandler: requireSession, schema: { params, body: patch, response: { 200: item } } },
  async (request, reply) => {
    const version = versionIn(request.headers['if-match'])
    if (version === false) return sendError(request, reply, 'IF_MATCH_REQUIRED')
    const updated = await database.update(request.params.id, request.body.done, version)
    if (!updated) return sendError(request, reply, 'ITEM_CHANGED')
    reply.header('etag', updated.etag)
    return updated
  },
)
app.delete<{ Params: { id: number } }>(
  '/api/items/:id',
  { preHandler: requireSession, schema: { params } },
  async (request, reply) => {
    const version = versionIn(request.headers['if-match'])
    if (version === false) return sendError(request, reply, 'IF_MATCH_REQUIRED')
    if (await database.remove(request.params.id, version)) return reply.code(204).send()
    return sendError(request, reply, 'ITEM_CHANGED')
  },
)
await app.listen({ port: environment.port, host: environment.host })
