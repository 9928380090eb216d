import { valueOf } from '../http/header-lines.ts'
import { upgradeGuard } from './shared/js-guards.ts'
import { allOf, anyOf, body, namesOf, preflight, someResponse } from './shared/marks.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Koa with @koa/cors. */
export const koa: Stack = {
  id: 'koa',
  name: '@koa/cors',
  kind: 'app',
  ranWith: 'Koa 3.3.0 and @koa/cors 5.0.0',
  recognise: anyOf(
    // hono/cors has had the same default, with names in lower case.
    preflight(
      'the default methods of @koa/cors in a preflight response',
      (response) =>
        valueOf(response.headers, 'access-control-allow-methods') ===
          'GET,HEAD,PUT,POST,DELETE,PATCH' &&
        namesOf(response).includes('Access-Control-Allow-Methods'),
      true,
    ),
    allOf(
      body(/^Not Found$/, false),
      someResponse((response) => {
        const names = namesOf(response)
        const before = names.indexOf('Vary') < names.indexOf('Access-Control-Allow-Origin')
        return valueOf(response.headers, 'vary') === 'Origin' && names.includes('Vary') && before
          ? 'Vary before Access-Control-Allow-Origin'
          : undefined
      }, false),
    ),
  ),
  syntax: javascript,
  settings: {
    origins: 'allowed',
    credentials: 'credentials: true',
    methods: 'allowMethods',
    requestHeaders: 'allowHeaders',
    exposedHeaders: 'exposeHeaders',
    maxAge: 'maxAge',
  },
  config: (policy) => ({
    where: 'app.js: the first app.use, before sessions, authentication, limits and routes',
    code: [
      `import cors from '@koa/cors'`,
      '',
      `const allowed = [${texts(javascript, policy.origins)}]`,
      'app.use(cors({',
      '  // Without this function, credentials reflect any origin.',
      `  origin: (ctx) => (allowed.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),`,
      `  credentials: ${policy.credentials},`,
      `  allowMethods: [${texts(javascript, policy.methods)}],`,
      `  allowHeaders: [${texts(javascript, policy.requestHeaders)}],`,
      `  exposeHeaders: [${texts(javascript, policy.exposedHeaders)}],`,
      `  maxAge: ${policy.maxAgeSeconds},`,
      '}))',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add `app.use(cors({ … }))` as the first middleware.',
    'cors-first': 'Move `app.use(cors({ … }))` above all that may respond first.',
    errors:
      'Move `app.use(cors({ … }))` above the other middleware, and leave `keepHeadersOnError` at its default, true.',
    'one-layer': 'Use `cors()` once, and set no Access-Control header elsewhere.',
    rejection: 'Return an empty text from `origin` for other origins, and do not throw.',
    'web-socket': {
      change: 'Compare the Origin of the upgrade with the list.',
      block: upgradeGuard,
      untried: true,
    },
  },
}
