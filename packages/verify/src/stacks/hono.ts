import { anyOf, body, preflightHeader } from './shared/marks.ts'
import { fetchApiHabit } from './shared/fetch-api.ts'
import { upgradeGuard } from './shared/js-guards.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Hono with hono/cors. */
export const hono: Stack = {
  id: 'hono',
  name: 'hono/cors',
  kind: 'app',
  ranWith: 'Hono 4.13.19',
  recognise: anyOf(
    body(/^404 Not Found$/, false),
    preflightHeader('access-control-allow-methods', /^GET,HEAD,PUT,POST,DELETE,PATCH,QUERY$/),
    fetchApiHabit,
  ),
  syntax: javascript,
  settings: {
    origins: 'origin',
    credentials: 'credentials: true',
    methods: 'allowMethods',
    requestHeaders: 'allowHeaders',
    exposedHeaders: 'exposeHeaders',
    maxAge: 'maxAge',
  },
  config: (policy) => ({
    where: 'app.ts: the first app.use, before authentication, limits and routes',
    code: [
      `import { cors } from 'hono/cors'`,
      '',
      'app.use(cors({',
      ...[
        `origin: [${texts(javascript, policy.origins)}],`,
        `credentials: ${policy.credentials},`,
        `allowMethods: [${texts(javascript, policy.methods)}],`,
        `allowHeaders: [${texts(javascript, policy.requestHeaders)}],`,
        `exposeHeaders: [${texts(javascript, policy.exposedHeaders)}],`,
        `maxAge: ${policy.maxAgeSeconds},`,
      ].map((line) => `  ${line}`),
      '}))',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add `app.use(cors({ … }))` above all routes.',
    'cors-first': 'Move `app.use(cors({ … }))` above `basicAuth`, limits and all routes.',
    'every-response':
      'Call `app.use(cors({ … }))` without a path, above all routes: a route that is registered earlier does not pass through it.',
    errors:
      'Move `app.use(cors({ … }))` above all routes, and return `c.json(…, status)` from `app.onError`: a new `Response` has no CORS headers.',
    'one-layer': 'Use `cors()` once, and set no Access-Control header elsewhere.',
    vary: 'Give `origin` an array, not a text: hono/cors then adds `Vary: Origin`.',
    rejection:
      'Give `origin` an array. A function returns `null` for other origins and does not throw.',
    csrf: {
      change: 'Reject writes of other origins before the routes, and parse only JSON bodies.',
      block: csrfGuard,
      untried: true,
    },
    'web-socket': {
      change: 'Compare the Origin of the upgrade with the list.',
      block: upgradeGuard,
      untried: true,
    },
  },
}

function csrfGuard(policy: Policy) {
  return {
    where: 'app.ts: after cors, before the routes',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      'app.use(async (c, next) => {',
      `  const origin = c.req.header('origin')`,
      `  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)`,
      '  if (!reads && origin !== undefined && !allowed.has(origin)) return c.body(null, 403)',
      '  await next()',
      '})',
    ].join('\n'),
  }
}
