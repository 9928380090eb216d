import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { randomUUID } from 'node:crypto'
import { logLine, readSetup, report } from './_serve.ts'
import { sessionIn } from './_session.ts'

/** Hono with the middleware it ships; its session check is that of the other peers. */
const setup = readSetup()
const userOf = sessionIn(setup)

const app = new Hono()
app.use(async (context, next) => {
  const started = performance.now()
  const reqId = randomUUID()
  await next()
  context.header('x-request-id', reqId)
  const { method, path } = context.req
  const ms = performance.now() - started
  logLine({ level: 30, reqId, method, path, statusCode: context.res.status, ms })
})
app.use(secureHeaders())
app.use(
  cors({
    origin: setup.allowedOrigins,
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    exposeHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
    maxAge: 7200,
  }),
)
app.get('/api/items', (context) => {
  if (!userOf(context.req.header('cookie'))) return context.body(null, 401)
  context.header('x-total-count', '1000')
  return context.json(setup.page)
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => report(server))
