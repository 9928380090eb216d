/** The API in each stack, which the wrong and the right servers of `cors-verify` extend. */
export { serveExpress } from 'cors-verify/servers/express'
export { serveFastify } from 'cors-verify/servers/fastify'
export { serveHono } from 'cors-verify/servers/hono'
export { serveNodeHttp } from 'cors-verify/servers/node-http'
export { serveProxy } from 'cors-verify/servers/proxy'
