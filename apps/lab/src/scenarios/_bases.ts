/** The verifier's servers, on which its servers stand: one API for the wrong and the right. */
export { serveExpress } from 'cors-verify/servers/express'
export { serveFastify } from 'cors-verify/servers/fastify'
export { serveHono } from 'cors-verify/servers/hono'
export { serveNodeHttp } from 'cors-verify/servers/node-http'
export { serveProxy } from 'cors-verify/servers/proxy'
