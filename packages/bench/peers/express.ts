import { corsPolicy } from '@repo/config'
import cookieParser from 'cookie-parser'
import cors from 'cors'
import express, { type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import { randomUUID } from 'node:crypto'
import * as database from './database.ts'
import { environment } from './environment.ts'
import {
  cookieName,
  errorBody,
  hashOf,
  helmetOptions,
  isCount,
  isTitle,
  linkToNext,
  versionIn,
  type ErrorCode,
} from './job.ts'

// Express 5 with cors, helmet and cookie-parser, as their documentation shows them.

interface Locals {
  requestId: string
  user: database.User
}
type Reply = Response<unknown, Locals>

const app = express()
app.disable('x-powered-by')
// The API sends no ETag with a page: the other peers do not hash each body either.
app.disable('etag')
app.use(
  cors({
    origin: environment.allowedOrigins,
    credentials: true,
    methods: corsPolicy.methods,
    allowedHeaders: corsPolicy.requestHeaders,
    exposedHeaders: corsPolicy.exposedHeaders,
    maxAge: corsPolicy.maxAgeSeconds,
  }),
)
app.use(helmet(helmetOptions))
app.use((_request, response: Reply, next) => {
  response.locals.requestId = randomUUID()
  response.set('x-request-id', response.locals.requestId)
  next()
})
app.use(cookieParser(environment.cookieSecret))
app.use(express.json())

const sendError = (response: Reply, code: ErrorCode) => {
  const body = errorBody(code, response.locals.requestId)
  response.status(body.statusCode).json(body)
}
async function requireSession(request: Request, response: Reply, next: NextFunction) {
  const cookies = request.signedCookies as Record<string, string | false | undefined>
  const id = cookies[cookieName]
  const user = id ? await database.findUser(hashOf(id)) : undefined
  if (user) {
    response.locals.user = user
    next()
  } else sendError(response, 'SIGN_IN_REQUIRED')
}

app.get('/api/items', requireSession, async (request, response: Reply) => {
  const limit = Number(request.query['limit'] ?? 20)
  const after = Number(request.query['after'] ?? Number.MAX_SAFE_INTEGER)
  if (!isCount(limit, 100) || !isCount(after, Number.MAX_SAFE_INTEGER)) {
    sendError(response, 'INVALID')
    return
  }
  const { items, total, next } = await database.paginate(limit, after)
  response.set({ 'x-total-count': String(total), 'cache-control': 'no-cache' })
  if (next !== undefined) response.set('link', linkToNext(limit, next))
  response.json({ items })
})
app.post('/api/items', requireSession, async (request, response: Reply) => {
  const { title } = (request.body ?? {}) as { title?: unknown }
  if (!isTitle(title)) {
    sendError(response, 'INVALID')
    return
  }
  const created = await database.create(title, response.locals.user.name)
  response
    .status(201)
    .set({ location: `/api/items/${created.id}`, etag: created.etag })
    .json(created)
})
app.patch('/api/items/:id', requireSession, async (request, response: Reply) => {
  const id = Number(request.params['id'])
  const { done } = (request.body ?? {}) as { done?: unknown }
  const version = versionIn(request.get('if-match'))
  if (!isCount(id, Number.MAX_SAFE_INTEGER) || typeof done !== 'boolean') {
    sendError(response, 'INVALID')
  } else if (version === false) sendError(response, 'IF_MATCH_REQUIRED')
  else {
    const updated = await database.update(id, done, version)
    if (updated) response.set('etag', updated.etag).json(updated)
    else sendError(response, 'ITEM_CHANGED')
  }
})
app.delete('/api/items/:id', requireSession, async (request, response: Reply) => {
  const id = Number(request.params['id'])
  const version = versionIn(request.get('if-match'))
  if (!isCount(id, Number.MAX_SAFE_INTEGER)) sendError(response, 'INVALID')
  else if (version === false) sendError(response, 'IF_MATCH_REQUIRED')
  else if (await database.remove(id, version)) response.status(204).end()
  else sendError(response, 'ITEM_CHANGED')
})
app.listen(environment.port, environment.host)
