import { anyOf, body, header } from './shared/marks.ts'
import { handleCorsOptions, handleCorsSettings } from './shared/handle-cors.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** h3 with handleCors. */
export const h3: Stack = {
  id: 'h3',
  name: 'h3 handleCors',
  kind: 'app',
  ranWith: 'h3 2.0.8',
  recognise: anyOf(
    body(/Cannot find any route matching \[[A-Z]+\] /),
    header('content-type', /^application\/json;charset=UTF-8$/, false),
  ),
  syntax: javascript,
  settings: handleCorsSettings,
  config: (policy) => ({
    where: 'app.ts: the first app.use, before authentication and routes',
    code: [
      `import { handleCors } from 'h3'`,
      '',
      'app.use((event) => {',
      '  const response = handleCors(event, {',
      ...[...handleCorsOptions(policy), `maxAge: '${policy.maxAgeSeconds}',`].map(
        (line) => `    ${line}`,
      ),
      '  })',
      '  // The response to a preflight ends here.',
      '  if (response !== false) return response',
      '})',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Call `handleCors` in the first `app.use`.',
    'cors-first':
      'Call `handleCors` in the first `app.use`, and return what it returns unless that is `false`.',
    'one-layer': 'Call `handleCors` once, and set no Access-Control header elsewhere.',
  },
}
