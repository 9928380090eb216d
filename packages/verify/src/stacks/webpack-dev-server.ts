import { fixedHeaders, preflightHeaders } from './shared/header-lines.ts'
import { body } from './shared/marks.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** webpack-dev-server, which has headers and no CORS layer. */
export const webpackDevServer: Stack = {
  id: 'webpack-dev-server',
  name: 'webpack-dev-server headers',
  kind: 'development server',
  ranWith: 'webpack-dev-server 5.2.7',
  builtOn: ['express'],
  recognise: body(/Assets Report:|<title>webpack-dev-server<\/title>/),
  syntax: javascript,
  settings: {
    origins: 'allowed',
    credentials: `'Access-Control-Allow-Credentials': 'true'`,
    methods: 'Access-Control-Allow-Methods',
    requestHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where:
      'webpack.config.js: in module.exports = { … }, beside the options that are there; its 204 to OPTIONS has the headers too',
    code: [
      'devServer: {',
      '  headers: (req) => {',
      `    const allowed = [${texts(javascript, policy.origins)}]`,
      '    return {',
      `      Vary: 'Origin',`,
      '      ...(allowed.includes(req.headers.origin) && {',
      `        'Access-Control-Allow-Origin': req.headers.origin,`,
      ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(
        ([name, value]) => `        'Access-Control-${name}': ${javascript.text(value)},`,
      ),
      '      }),',
      '    }',
      '  },',
      '},',
    ].join('\n'),
  }),
  changes: { 'no-layer': 'Set `devServer.headers`.' },
}
