import cors from 'cors'
import express from 'express'
import { randomUUID } from 'node:crypto'
import { logLine, readSetup, report } from './_serve.ts'
import { sessionIn } from './_session.ts'

/** Express with cors, and the rest as its users write it: a few lines of middleware. */
const setup = readSetup()
const userOf = sessionIn(setup)

const app = express()
app.disable('x-powered-by')
app.use((request, response, next) => {
  const started = performance.now()
  const reqId = randomUUID()
  response.set({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-request-id': reqId,
  })
  response.on('finish', () => {
    const { method, path } = request
    const ms = performance.now() - started
    logLine({ level: 30, reqId, method, path, statusCode: response.statusCode, ms })
  })
  next()
})
app.use(
  cors({
    origin: setup.allowedOrigins,
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
    maxAge: 7200,
  }),
)
app.get('/api/items', (request, response) => {
  if (!userOf(request.headers.cookie)) {
    response.status(401).end()
    return
  }
  response.set('x-total-count', '1000').json(setup.page)
})
const server = app.listen(0, '127.0.0.1', () => report(server))
