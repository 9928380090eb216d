import { fixedHeaders, preflightHeaders } from './shared/header-lines.ts'
import { header } from './shared/marks.ts'
import { upgradeGuard } from './shared/js-guards.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Node without a framework: CORS headers by hand. */
export const nodeHttp: Stack = {
  id: 'node-http',
  name: 'node:http',
  kind: 'app',
  ranWith: 'Node 20.20',
  // Every framework on Node that does not change the default sends the same.
  recognise: header('Keep-Alive', /^timeout=5$/, false),
  syntax: javascript,
  settings: {
    origins: 'allowed',
    credentials: `'Access-Control-Allow-Credentials', 'true'`,
    methods: 'Access-Control-Allow-Methods',
    requestHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where: 'server.js: the first lines of the request listener',
    code: [...cors(policy)].join('\n'),
  }),
  changes: {
    'no-layer': 'Set the headers in the first lines of the request listener.',
    'cors-first':
      'Move the lines to the beginning of the request listener, before all that may respond.',
    preflight: 'Respond to the preflight after the headers are set, and before the router.',
    'every-response':
      'Set the headers with `res.setHeader()` at the beginning: `res.writeHead()` adds to them on every path.',
    errors:
      'Set the headers at the beginning of the request listener, and never remove them in an error path.',
    'one-layer':
      'Set the headers in one function. `res.setHeader()` replaces a value; `res.appendHeader()` doubles it.',
    vary: `Call \`res.setHeader('Vary', 'Origin')\` for every request, whether its origin is allowed or not.`,
    rejection: 'Respond as usual without Access-Control-Allow-Origin, and do not throw.',
    csrf: {
      change: 'Reject writes of other origins before the router.',
      block: guard,
      untried: true,
    },
    'web-socket': {
      change: 'Compare the Origin of the upgrade with the list.',
      block: upgradeGuard,
      untried: true,
    },
  },
}

function cors(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `  res.setHeader('Access-Control-${name}', ${javascript.text(value)})`
  return [
    `const allowed = [${texts(javascript, policy.origins)}]`,
    `res.setHeader('Vary', 'Origin')`,
    `if (allowed.includes(req.headers.origin)) {`,
    `  res.setHeader('Access-Control-Allow-Origin', req.headers.origin)`,
    ...fixedHeaders(policy).map(set),
    '}',
    `if (req.method === 'OPTIONS' && req.headers['access-control-request-method']) {`,
    ...preflightHeaders(policy).map(set),
    `  return res.writeHead(204).end()`,
    '}',
  ]
}

function guard(policy: Policy) {
  return {
    where: 'server.js: after the CORS headers are set',
    code: [
      `const allowed = [${texts(javascript, policy.origins)}]`,
      `const reads = ['GET', 'HEAD', 'OPTIONS'].includes(req.method)`,
      `if (!reads && req.headers.origin !== undefined && !allowed.includes(req.headers.origin)) {`,
      `  return res.writeHead(403).end()`,
      `}`,
    ].join('\n'),
  }
}
