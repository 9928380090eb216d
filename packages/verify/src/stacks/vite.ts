import { anyOf, body } from './shared/marks.ts'
import { npmCorsOptions, npmCorsSettings } from './shared/npm-cors.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** The development server of Vite. */
export const vite: Stack = {
  id: 'vite',
  name: 'Vite server.cors',
  kind: 'development server',
  ranWith: 'Vite 8.3.8',
  recognise: anyOf(body(/\/@vite\/client/), body(/"vite":\s*"\^?\d/, false)),
  syntax: javascript,
  settings: npmCorsSettings,
  config: (policy) => ({
    where:
      'vite.config.ts: in defineConfig({ … }), beside the options that are there; server.allowedHosts decides about Host',
    code: ['server: {', `  cors: ${npmCorsOptions(policy, '  ')},`, '},'].join('\n'),
  }),
  changes: {
    'no-layer': 'Set `server.cors`: the default allows only pages on localhost.',
    'cors-first':
      'Set `server.cors` instead of headers in a plugin: it runs before proxies and plugins.',
    'one-layer':
      'Set `server.cors: false` if a server behind `server.proxy` sends the CORS headers, or hide those of that server.',
  },
}
