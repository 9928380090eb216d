import { anyOf, body, header } from './shared/marks.ts'
import { nginx as syntax } from './shared/syntax.ts'
import type { Block, Policy, Stack } from './types.ts'

const text = syntax.text

/** nginx that sets the CORS headers itself. */
export const nginx: Stack = {
  id: 'nginx',
  name: 'nginx',
  kind: 'proxy',
  ranWith: 'nginx 1.22.1',
  recognise: anyOf(
    header('Server', /^(?:nginx|openresty)\b/i),
    body(/<center>(?:nginx|openresty)[^<]*/i),
  ),
  syntax,
  settings: {
    origins: 'map $http_origin $cors_origin',
    credentials: 'add_header Access-Control-Allow-Credentials true always;',
    methods: 'Access-Control-Allow-Methods',
    requestHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where: 'nginx.conf',
    code: [...inHttp(policy), ...inServer(policy)].join('\n'),
  }),
  changes: {
    'no-layer':
      'Add the map to `http {}` and the rest to the `server {}` of the API. A location with an `add_header` of its own inherits none: repeat the lines in it.',
    'cors-first':
      'Put the lines into `server {}`, with `always`: a 401, a 403, a redirect and a 429 then have them, and OPTIONS gets its 204 before `auth_basic`, `limit_req` and `proxy_pass`.',
    preflight:
      'Have nginx respond to the preflight in `server {}`, before a location is chosen. In a location, a block `if` with an `add_header` of its own inherits none.',
    errors:
      'Add `always` to every `add_header` of CORS, and repeat the lines in each location that has an `add_header` of its own.',
    'gateway-errors':
      'Add `always` to every `add_header` of CORS: nginx then adds them to its own 502, 503 and 504 too.',
    stream:
      'Repeat the `add_header` lines in the location of the stream: one with an `add_header` of its own inherits none.',
    'one-layer': {
      change:
        'Let one layer set the headers. If the application does, remove the `add_header` lines of CORS; if nginx does, hide those of the application.',
      block: hideUpstream,
    },
    vary: 'Add `add_header Vary Origin always;` to the server, and repeat it where a location has an `add_header` of its own.',
    rejection:
      'Respond without Access-Control-Allow-Origin, as the map does for an origin that it does not list.',
    csrf: {
      change: 'Reject writes of origins that the map does not list.',
      block: guard,
    },
    'web-socket': {
      change: 'Reject upgrades of origins that the map does not list.',
      block: (policy) => ({
        where: 'the map in http {}, the rest in the location of the WebSocket',
        code: [...inHttp(policy), 'if ($cors_origin = "") { return 403; }'].join('\n'),
      }),
      untried: true,
    },
  },
}

/** A header takes one origin, so a map finds the one of the request; an empty value sends no header. */
function inHttp(policy: Policy): string[] {
  const { origins, methods, requestHeaders, exposedHeaders, maxAgeSeconds } = policy
  const all = [...origins, ...methods, ...requestHeaders, ...exposedHeaders]
  const onPreflights = (variable: string, value: string) =>
    `map $request_method $${variable} { OPTIONS ${value}; }`
  return [
    '# in http {}',
    ...(all.some((value) => value.includes('$')) ? ['geo $dollar { default "$"; }'] : []),
    'map $http_origin $cors_origin {',
    ...origins.map((origin) => `    ${text(origin)} $http_origin;`),
    '}',
    onPreflights('cors_methods', text(methods.join(', '))),
    ...(requestHeaders.length > 0
      ? [onPreflights('cors_headers', text(requestHeaders.join(', ')))]
      : []),
    onPreflights('cors_max_age', String(maxAgeSeconds)),
    '',
  ]
}

function inServer(policy: Policy): string[] {
  const always = (name: string, value: string) =>
    `add_header Access-Control-${name} ${value} always;`
  return [
    '# in server {}',
    always('Allow-Origin', '$cors_origin'),
    ...(policy.credentials ? [always('Allow-Credentials', 'true')] : []),
    ...(policy.exposedHeaders.length > 0
      ? [always('Expose-Headers', text(policy.exposedHeaders.join(', ')))]
      : []),
    'add_header Vary Origin always;',
    always('Allow-Methods', '$cors_methods'),
    ...(policy.requestHeaders.length > 0 ? [always('Allow-Headers', '$cors_headers')] : []),
    always('Max-Age', '$cors_max_age'),
    'if ($request_method = OPTIONS) { return 204; }',
  ]
}

function hideUpstream(policy: Policy): Block {
  const names = ['Origin', 'Credentials', 'Methods', 'Headers'].map((name) => `Allow-${name}`)
  return {
    where: 'nginx.conf, if nginx sets the headers',
    code: [
      '# in the location with proxy_pass',
      ...[...names, 'Expose-Headers', 'Max-Age'].map(
        (name) => `proxy_hide_header Access-Control-${name};`,
      ),
      '',
      ...inHttp(policy),
      ...inServer(policy),
    ].join('\n'),
  }
}

function guard(policy: Policy): Block {
  return {
    where: 'the maps in http {}, the rest in the location of the API',
    code: [
      ...inHttp(policy),
      '# in the location',
      'set $cors_write "";',
      'if ($request_method !~ ^(GET|HEAD|OPTIONS)$) { set $cors_write W; }',
      'if ($http_origin != "") { set $cors_write "${cors_write}O"; }',
      'if ($cors_origin = "") { set $cors_write "${cors_write}X"; }',
      'if ($cors_write = WOX) { return 403; }',
    ].join('\n'),
  }
}
