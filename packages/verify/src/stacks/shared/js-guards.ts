import type { Block, Policy } from '../types.ts'
import { javascript, texts } from './syntax.ts'

/** Rejects WebSocket upgrades of other origins, for any server on `node:http`. */
export function upgradeGuard(policy: Policy): Block {
  return {
    where: 'where the HTTP server is created, before the WebSocket library listens for upgrades',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      `server.prependListener('upgrade', (request, socket) => {`,
      `  if (!allowed.has(request.headers.origin)) socket.end('HTTP/1.1 403 Forbidden\\r\\n\\r\\n')`,
      `})`,
    ].join('\n'),
  }
}

/** A middleware with `(req, res, next)` that rejects writes of other origins. */
export function connectGuard(policy: Policy): Block {
  return {
    where: 'after the CORS middleware, before the body parser and the routes',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      `app.use((req, res, next) => {`,
      `  const { origin } = req.headers`,
      `  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(req.method)`,
      `  if (reads || origin === undefined || allowed.has(origin)) next()`,
      `  else res.status(403).end()`,
      `})`,
    ].join('\n'),
  }
}
