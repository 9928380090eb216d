import { anyOf, header } from './shared/marks.ts'
import { javascript } from './shared/syntax.ts'
import { npmCorsHabit, npmCorsOptions, npmCorsSettings } from './shared/npm-cors.ts'
import { connectGuard, upgradeGuard } from './shared/js-guards.ts'
import type { Stack } from './types.ts'

/** Express with the npm package cors. */
export const express: Stack = {
  id: 'express',
  name: 'Express cors',
  kind: 'app',
  ranWith: 'Express 5.3.0 and cors 2.8.6',
  recognise: anyOf(header('X-Powered-By', /^Express$/), npmCorsHabit),
  syntax: javascript,
  settings: npmCorsSettings,
  config: (policy) => ({
    where:
      'app.js: the first app.use, before sessions, authentication, limits, body parsers and routes',
    code: [`import cors from 'cors'`, '', `app.use(cors(${npmCorsOptions(policy)}))`].join('\n'),
  }),
  changes: {
    'no-layer': 'Add `app.use(cors({ … }))` as the first middleware.',
    'cors-first':
      'Move `app.use(cors({ … }))` above all that may respond first: authentication, limits, redirects, `express.json()`.',
    'every-response':
      'Call `app.use(cors({ … }))` once for the whole app and above the routes, instead of `cors()` on single routes.',
    errors:
      'Move `app.use(cors({ … }))` above the body parser and the routes. Let the error handler send its response without `res.removeHeader()` and without a new header list.',
    'one-layer': 'Use `cors()` once, and set no Access-Control header elsewhere.',
    vary: 'Give `origin` an array, not a text: cors then adds `Vary: Origin` to every response it handles.',
    rejection:
      'Give `origin` an array. If it has to be a function, call `callback(null, false)` for other origins, never `callback(new Error())`.',
    csrf: {
      change: 'Reject writes of other origins before the routes, and parse only JSON bodies.',
      block: connectGuard,
      untried: true,
    },
    'web-socket': {
      change: 'Compare the Origin of the upgrade with the list.',
      block: upgradeGuard,
      untried: true,
    },
  },
}
