import { anyOf, body } from './shared/marks.ts'
import { npmCorsOptions, npmCorsSettings } from './shared/npm-cors.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** NestJS, whose `enableCors` is the npm package cors. */
export const nestjs: Stack = {
  id: 'nestjs',
  name: 'NestJS enableCors',
  kind: 'app',
  ranWith: 'NestJS 12.5.1 and Express 5.3.0',
  builtOn: ['express', 'fastify'],
  recognise: anyOf(
    body(/^\{"message":"Cannot [A-Z]+ [^"]*","error":"Not Found","statusCode":404\}$/),
    body(/^\{"statusCode":500,"message":"Internal server error"\}$/),
  ),
  syntax: javascript,
  settings: npmCorsSettings,
  config: (policy) => ({
    where: 'main.ts: directly after NestFactory.create, above every app.use',
    code: `app.enableCors(${npmCorsOptions(policy)})`,
  }),
  changes: {
    'no-layer': 'Call `app.enableCors({ … })` in main.ts, before `app.listen()`.',
    'cors-first':
      'Move `app.enableCors({ … })` above every `app.use()`: guards run later, but such middleware runs in the order of the calls.',
    errors:
      'Move `app.enableCors({ … })` above every `app.use()`, and let exception filters keep the headers.',
    'one-layer':
      'Call `enableCors` once, and set no Access-Control header in controllers or interceptors.',
    vary: 'Give `origin` an array, not a text: `Vary: Origin` is then on every response.',
    rejection:
      'Give `origin` an array. A function calls `callback(null, false)` for other origins.',
  },
}
