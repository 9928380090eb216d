import type { Block, Policy } from '../types.ts'
import { javascript, texts } from './syntax.ts'

/** Rejects WebSocket upgrades of other origins with 401, for any server that uses the package ws. */
export function upgradeGuard(policy: Policy): Block {
  return {
    where: 'where the WebSocketServer of the package ws is created',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      'const webSockets = new WebSocketServer({',
      '  server,',
      '  verifyClient: ({ origin }) => allowed.has(origin),',
      '})',
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
