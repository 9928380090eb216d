import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import { body } from './shared/marks.ts'
import { haproxy as syntax } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** HAProxy that sets the CORS headers itself. */
export const haproxy: Stack = {
  id: 'haproxy',
  name: 'HAProxy',
  kind: 'proxy',
  ranWith: 'HAProxy 2.6.12',
  recognise: body(/^<html><body><h1>\d{3} [^<]+<\/h1>\n[A-Z][^<]+\./),
  syntax,
  settings: {
    ...headerSettings,
    origins: 'acl cors_listed',
    credentials:
      "http-after-response set-header Access-Control-Allow-Credentials 'true' if cors_listed",
  },
  config: (policy) => ({
    where: 'haproxy.cfg: the frontend of the API',
    code: cors(policy).join('\n'),
  }),
  changes: {
    'no-layer': 'Add the lines to the frontend of the API.',
    preflight:
      'Have HAProxy respond to the preflight: http-after-response adds the headers to that response too.',
    'gateway-errors':
      'Use `http-after-response` in place of `http-response`: it applies to HAProxy’s own 502, 503 and 504.',
    errors: 'Use `http-after-response` in place of `http-response`: it applies to every response.',
    'one-layer':
      'Use `set-header` in place of `add-header`: it replaces the header of the application.',
    vary: 'Add `http-after-response add-header Vary Origin`.',
  },
}

function cors(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `http-after-response set-header Access-Control-${name} ${syntax.text(value)} if cors_listed`
  return [
    'http-request set-var(txn.origin) req.hdr(origin)',
    // In an acl a text is not a format: a percent sign stands for itself.
    ...policy.origins.map(
      (origin) =>
        `acl cors_listed var(txn.origin) -m str ${syntax.text(origin).replaceAll('%%', '%')}`,
    ),
    'http-after-response set-header Access-Control-Allow-Origin %[var(txn.origin)] if cors_listed',
    'http-after-response add-header Vary Origin',
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(set),
    'http-request return status 204 if METH_OPTIONS { req.hdr(access-control-request-method) -m found }',
  ]
}
