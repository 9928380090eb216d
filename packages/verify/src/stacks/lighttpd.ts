import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { lighttpd as syntax } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** lighttpd with mod_setenv and mod_redirect. */
export const lighttpd: Stack = {
  id: 'lighttpd',
  name: 'lighttpd',
  kind: 'proxy',
  ranWith: 'lighttpd 1.4.69',
  recognise: anyOf(
    header('Server', /^lighttpd\//),
    body(
      /^<\?xml version="1\.0" encoding="iso-8859-1"\?>\s*<!DOCTYPE html PUBLIC "-\/\/W3C\/\/DTD XHTML 1\.0 Transitional/,
    ),
  ),
  syntax,
  settings: {
    ...headerSettings,
    origins: '$REQUEST_HEADER["Origin"] == …',
    credentials: '"Access-Control-Allow-Credentials" => "true"',
  },
  config: (policy) => ({
    where:
      'lighttpd.conf: at its end, with mod_setenv and mod_redirect in server.modules, before mod_auth and mod_proxy',
    code: cors(policy).join('\n'),
  }),
  changes: {
    'no-layer': 'Load mod_setenv and mod_redirect, and add the blocks.',
    preflight:
      'Have lighttpd respond to the preflight: mod_redirect sends a response with status 204, before mod_proxy.',
    origin: {
      change: ({ origins = [] }) =>
        `Add a block for ${origins.map((each) => `\`${syntax.text(each)}\``).join(', ')}, and leave those that are there: lighttpd does not put the Origin of the request into a value.`,
    },
    'one-layer':
      'Use `setenv.set-response-header` in place of `setenv.add-response-header`: it replaces the header of the application.',
    vary: 'Add `"Vary" => "Origin"` to the list outside of the conditions and to each inside: a list in a condition replaces the outer one.',
  },
}

/** A list in a condition replaces the outer one, so `Vary` is in each. */
function cors(policy: Policy): string[] {
  const pair = ([name, value]: [string, string]) =>
    `        "Access-Control-${name}" => ${syntax.text(value)},`
  return [
    'setenv.set-response-header = ( "Vary" => "Origin" )',
    ...policy.origins.flatMap((origin) => [
      `$REQUEST_HEADER["Origin"] == ${syntax.text(origin)} {`,
      '    setenv.set-response-header = (',
      `        "Access-Control-Allow-Origin" => ${syntax.text(origin)},`,
      ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(pair),
      '        "Vary" => "Origin"',
      '    )',
      '}',
    ]),
    '# The 204 has a Location header, which browsers ignore.',
    '$HTTP["request-method"] == "OPTIONS" {',
    '    url.redirect = ( "" => "/" )',
    '    url.redirect-code = 204',
    '}',
  ]
}
