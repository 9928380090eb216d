import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { vcl as syntax } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Varnish Cache. */
export const varnish: Stack = {
  id: 'varnish',
  name: 'Varnish',
  kind: 'proxy',
  ranWith: 'Varnish 7.1.1',
  recognise: anyOf(
    header('Via', /\bvarnish\b/i),
    header('X-Varnish', /^\d+(?: \d+)?$/),
    body(/Error \d{3} Backend fetch failed/),
  ),
  syntax,
  settings: {
    ...headerSettings,
    origins: 'sub cors',
    credentials: 'set resp.http.Access-Control-Allow-Credentials = "true"',
  },
  config: (policy) => ({ where: 'default.vcl', code: cors(policy).join('\n') }),
  changes: {
    'no-layer':
      'Let the application send the headers, and Varnish store one response for each Origin.',
    preflight:
      'Have Varnish respond to the preflight in `vcl_recv`, and set the headers in `vcl_synth` too.',
    vary: {
      change: 'Add `Origin` to `Vary` before Varnish stores the response.',
      block: () => ({
        where: 'default.vcl',
        code: [
          'sub vcl_backend_response {',
          '    if (!beresp.http.Vary) {',
          '        set beresp.http.Vary = "Origin";',
          '    } else if (beresp.http.Vary !~ "(?i)(^|,)\\s*origin\\s*(,|$)") {',
          '        set beresp.http.Vary = beresp.http.Vary + ", Origin";',
          '    }',
          '}',
        ].join('\n'),
      }),
    },
    'gateway-errors':
      'Set the headers in `vcl_deliver` and in `vcl_synth`: the responses of `vcl_synth` do not pass through `vcl_deliver`.',
    'one-layer':
      'Let one of Varnish and the application set the headers. `set` replaces the header of the application.',
  },
}

function cors(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `        set resp.http.Access-Control-${name} = ${syntax.text(value)};`
  const listed = policy.origins.map((origin) => `req.http.Origin == ${syntax.text(origin)}`)
  return [
    'sub cors {',
    '    if (!resp.http.Vary) {',
    '        set resp.http.Vary = "Origin";',
    '    } else if (resp.http.Vary !~ "(?i)(^|,)\\s*origin\\s*(,|$)") {',
    '        set resp.http.Vary = resp.http.Vary + ", Origin";',
    '    }',
    `    if (${listed.join(' || ')}) {`,
    '        set resp.http.Access-Control-Allow-Origin = req.http.Origin;',
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(set),
    '    } else {',
    '        unset resp.http.Access-Control-Allow-Origin;',
    '    }',
    '}',
    'sub vcl_recv {',
    '    if (req.method == "OPTIONS" && req.http.Access-Control-Request-Method) {',
    '        return (synth(204));',
    '    }',
    '}',
    'sub vcl_deliver {',
    '    call cors;',
    '}',
    'sub vcl_synth {',
    '    call cors;',
    '    if (resp.status == 204) {',
    '        return (deliver);',
    '    }',
    '}',
  ]
}
