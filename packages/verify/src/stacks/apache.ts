import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { apache as syntax, pattern } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Apache httpd with mod_headers, mod_setenvif and mod_rewrite. */
export const apache: Stack = {
  id: 'apache',
  name: 'Apache httpd',
  kind: 'proxy',
  ranWith: 'Apache httpd 2.4.71',
  recognise: anyOf(
    header('Server', /^Apache(?:\/2|$)/),
    body(
      /<address>Apache\/|<!DOCTYPE HTML PUBLIC "-\/\/(?:W3C\/\/DTD HTML 4\.01|IETF\/\/DTD HTML 2\.0)\/\/EN"/,
    ),
  ),
  syntax,
  settings: {
    ...headerSettings,
    origins: 'SetEnvIf Origin … CORS=$0',
    credentials: 'Header always set Access-Control-Allow-Credentials "true" env=CORS',
  },
  config: (policy) => ({
    where: 'the <VirtualHost> of the API',
    code: cors(policy).join('\n'),
  }),
  changes: {
    'no-layer': 'Add the lines to the `<VirtualHost>` of the API.',
    'cors-first':
      'Use `Header always set`: without `always`, redirects and error responses have no headers.',
    authentication: {
      change: 'Let OPTIONS pass authentication: a preflight has no credentials.',
      block: (policy) => ({
        where: 'the <Location> with the authentication, and the rest in the <VirtualHost>',
        code: [
          '# in the <Location>, in place of Require valid-user',
          '<RequireAny>',
          '    Require method OPTIONS',
          '    Require valid-user',
          '</RequireAny>',
          '',
          '# in the <VirtualHost>',
          ...cors(policy),
        ].join('\n'),
      }),
    },
    errors: 'Use `Header always set` in place of `Header set`.',
    'gateway-errors':
      'Use `Header always set`: httpd then adds the headers to its own 502 and 503 too.',
    'one-layer': {
      change:
        'Let one layer set the headers. If the application does, remove those of httpd; if httpd does, unset those of the application.',
      block: (policy) => ({
        where: 'the <VirtualHost> of the API, if httpd sets the headers',
        code: [
          ...['Allow-Origin', 'Allow-Credentials', 'Allow-Methods', 'Allow-Headers'].map(
            (name) => `Header onsuccess unset Access-Control-${name}`,
          ),
          'Header onsuccess unset Access-Control-Expose-Headers',
          'Header onsuccess unset Access-Control-Max-Age',
          ...cors(policy),
        ].join('\n'),
      }),
    },
    vary: 'Add `Header always merge Vary Origin`.',
  },
}

function cors(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `Header always set Access-Control-${name} ${syntax.text(value)} env=CORS`
  return [
    ...policy.origins.map((origin) => `SetEnvIf Origin ${quotedPattern(origin)} CORS=$0`),
    'Header always set Access-Control-Allow-Origin %{CORS}e env=CORS',
    'Header always merge Vary Origin',
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(set),
    'RewriteEngine On',
    'RewriteCond %{REQUEST_METHOD} =OPTIONS',
    'RewriteRule ^ - [R=204,L]',
  ]
}

/** Within quotes, httpd only removes a backslash before a quote. */
function quotedPattern(origin: string): string {
  return `"^${pattern(origin).replaceAll('\\/', '/').replaceAll('"', '\\"')}$"`
}
