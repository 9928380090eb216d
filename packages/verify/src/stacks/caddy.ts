import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import { header } from './shared/marks.ts'
import { caddy as syntax } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Caddy that sets the CORS headers itself. */
export const caddy: Stack = {
  id: 'caddy',
  name: 'Caddy',
  kind: 'proxy',
  ranWith: 'Caddy 2.6.2',
  recognise: header('Server', /^Caddy\b/),
  syntax,
  settings: {
    ...headerSettings,
    origins: '@cors { header Origin … }',
    credentials: 'Access-Control-Allow-Credentials "true"',
  },
  config: (policy) => ({ where: 'Caddyfile: the site of the API', code: cors(policy).join('\n') }),
  changes: {
    'no-layer': 'Add the block to the site of the API.',
    preflight: 'Have Caddy respond to the preflight: `respond @preflight 204`.',
    authentication: {
      change: 'Let OPTIONS pass authentication: a preflight has no credentials.',
      block: (policy) => ({
        where: 'Caddyfile: the site of the API; since Caddy 2.8 basicauth is named basic_auth',
        code: [
          '@private {',
          '    path /api/*',
          '    not method OPTIONS',
          '}',
          'basicauth @private {',
          '    # the users, as they are',
          '}',
          ...cors(policy),
        ].join('\n'),
      }),
    },
    'one-layer': {
      change:
        'Let one layer set the headers. If the application does, remove those of Caddy; if Caddy does, delete those of the application.',
      block: (policy) => ({
        where: 'Caddyfile: the site of the API, if Caddy sets the headers',
        code: [
          '# in reverse_proxy { … }',
          ...['Allow-Origin', 'Allow-Credentials', 'Expose-Headers'].map(
            (name) => `header_down -Access-Control-${name}`,
          ),
          '',
          '# in the site',
          ...cors(policy),
        ].join('\n'),
      }),
    },
    vary: 'Add `header Vary Origin` outside of the matcher.',
  },
}

/** Two origins on one line of a matcher are a syntax error. */
function cors(policy: Policy): string[] {
  const line = ([name, value]: [string, string]) =>
    `    Access-Control-${name} ${syntax.text(value)}`
  return [
    '@cors {',
    ...policy.origins.map((origin) => `    header Origin ${syntax.text(origin)}`),
    '}',
    'header @cors {',
    '    Access-Control-Allow-Origin {header.Origin}',
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(line),
    '}',
    'header Vary Origin',
    '@preflight method OPTIONS',
    'respond @preflight 204',
  ]
}
