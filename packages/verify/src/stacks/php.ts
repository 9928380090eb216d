import { fixedHeaders, preflightHeaders } from './shared/header-lines.ts'
import { header } from './shared/marks.ts'
import { php as syntax, texts } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** PHP without a framework: headers by hand. */
export const php: Stack = {
  id: 'php',
  name: 'PHP',
  kind: 'app',
  ranWith: 'PHP 8.2.36',
  recognise: header('X-Powered-By', /^PHP\//),
  syntax,
  settings: {
    origins: '$allowed',
    credentials: "header('Access-Control-Allow-Credentials: true')",
    methods: 'Access-Control-Allow-Methods',
    requestHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where:
      'the first lines of the entry script, above every exit and every include that may respond',
    code: cors(policy).join('\n'),
  }),
  changes: {
    'no-layer': 'Set the headers in the first lines of the entry script.',
    'cors-first':
      'Move the lines above every `exit`: a header that a script sets later is not sent.',
    preflight: 'End the script with 204 after the headers of a preflight, above the router.',
    'one-layer': 'Set the headers in one file, and none in .htaccess or in the proxy.',
    csrf: {
      change: 'Reject writes of other origins in the first lines.',
      block: (policy) => ({
        where: 'the entry script, below the CORS headers',
        code: [
          `$allowed = [${texts(syntax, policy.origins)}];`,
          `$reads = in_array($_SERVER['REQUEST_METHOD'], ['GET', 'HEAD', 'OPTIONS'], true);`,
          `if (!$reads && isset($_SERVER['HTTP_ORIGIN']) && !in_array($_SERVER['HTTP_ORIGIN'], $allowed, true)) {`,
          '    http_response_code(403);',
          '    exit;',
          '}',
        ].join('\n'),
      }),
      untried: true,
    },
  },
}

function cors(policy: Policy): string[] {
  const send = ([name, value]: [string, string]) =>
    `    header(${syntax.text(`Access-Control-${name}: ${value}`)});`
  return [
    `$allowed = [${texts(syntax, policy.origins)}];`,
    `header('Vary: Origin');`,
    `if (in_array($_SERVER['HTTP_ORIGIN'] ?? '', $allowed, true)) {`,
    `    header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);`,
    ...fixedHeaders(policy).map(send),
    '}',
    `if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {`,
    ...preflightHeaders(policy).map(send),
    '    http_response_code(204);',
    '    exit;',
    '}',
  ]
}
