import { serve } from '@hono/node-server'
import { corsPolicy } from '@repo/config'
import { Hono, type Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import * as database from './database.ts'
import { environment } from './environment.ts'
import {
  cookieName,
  errorBody,
  hashOf,
  isCount,
  isTitle,
  linkToNext,
  versionIn,
  type ErrorCode,
} from './job.ts'

// Hono with its own middleware, as its documentation shows it.

interface Variables {
  requestId: string
  user: database.User
}
type AppContext = Context<{ Variables: Variables }>

const app = new Hono<{ Variables: Variables }>()
app.use(
  cors({
    origin: environment.allowedOrigins,
    credentials: true,
    allowMethods: corsPolicy.methods,
    allowHeaders: corsPolicy.requestHeaders,
    exposeHeaders: corsPolicy.exposedHeaders,
    maxAge: corsPolicy.maxAgeSeconds,
  }),
)
app.use(
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    strictTransportSecurity: 'max-age=31536000; includeSubDomains',
    referrerPolicy: 'no-referrer',
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  }),
)
app.use(requestId())

const sendError = (context: AppContext, code: ErrorCode) => {
  const body = errorBody(code, context.var.requestId)
  return context.json(body, body.statusCode)
}
const requireSession = createMiddleware<{ Variables: Variables }>(async (context, next) => {
  const id = await getSignedCookie(context, environment.cookieSecret, cookieName)
  const user = id ? await database.findUser(hashOf(id)) : undefined
  if (!user) return sendError(context, 'SIGN_IN_REQUIRED')
  context.set('user', user)
  await next()
})

app.get('/api/items', requireSession, async (context) => {
  const limit = Number(context.req.query('limit') ?? 20)
  const after = Number(context.req.query('after') ?? Number.MAX_SAFE_INTEGER)
  if (!isCount(limit, 100) || !isCount(after, Number.MAX_SAFE_INTEGER)) {
    return sendError(context, 'INVALID')
  }
  const { items, total, next } = await database.paginate(limit, after)
  context.header('x-total-count', String(total))
  context.header('cache-control', 'no-cache')
  if (next !== undefined) context.header('link', linkToNext(limit, next))
  return context.json({ items })
})
app.post('/api/items', requireSession, async (context) => {
  const { title } = await context.req.json<{ title?: unknown }>()
  if (!isTitle(title)) return sendError(context, 'INVALID')
  const created = await database.create(title, context.var.user.name)
  context.header('location', `/api/items/${created.id}`)
  context.header('etag', created.etag)
  return context.json(created, 201)
})
app.patch('/api/items/:id', requireSession, async (context) => {
  const id = Number(context.req.param('id'))
  const { done } = await context.req.json<{ done?: unknown }>()
  if (!isCount(id, Number.MAX_SAFE_INTEGER) || typeof done !== 'boolean') {
    return sendError(context, 'INVALID')
  }
  const version = versionIn(context.req.header('if-match'))
  if (version === false) return sendError(context, 'IF_MATCH_REQUIRED')
  const updated = await database.update(id, done, version)
  if (!updated) return sendError(context, 'ITEM_CHANGED')
  context.header('etag', updated.etag)
  return context.json(updated)
})
app.delete('/api/items/:id', requireSession, async (context) => {
  const id = Number(context.req.param('id'))
  if (!isCount(id, Number.MAX_SAFE_INTEGER)) return sendError(context, 'INVALID')
  const version = versionIn(context.req.header('if-match'))
  if (version === false) return sendError(context, 'IF_MATCH_REQUIRED')
  const removed = await database.remove(id, version)
  return removed ? context.body(null, 204) : sendError(context, 'ITEM_CHANGED')
})
serve({ fetch: app.fetch, port: environment.port, hostname: environment.host })
