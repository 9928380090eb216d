import { body } from './shared/marks.ts'
import { codes, yaml, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Traefik with its headers middleware. */
export const traefik: Stack = {
  id: 'traefik',
  name: 'Traefik headers middleware',
  kind: 'proxy',
  documentedFor: 'Traefik 3.7',
  page: 'https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/headers/',
  // Traefik adds no header of its own.
  recognise: body(/^(?:Bad Gateway|Gateway Timeout|no available server)\s*$/),
  syntax: yaml,
  settings: {
    origins: 'accessControlAllowOriginList',
    credentials: 'accessControlAllowCredentials: true',
    methods: 'accessControlAllowMethods',
    requestHeaders: 'accessControlAllowHeaders',
    exposedHeaders: 'accessControlExposeHeaders',
    maxAge: 'accessControlMaxAge',
  },
  config: (policy) => ({
    where: 'the dynamic configuration: the router of the API lists cors first in its middlewares',
    code: [
      'http:',
      '  middlewares:',
      '    cors:',
      '      headers:',
      ...[
        `accessControlAllowOriginList: [${texts(yaml, policy.origins)}]`,
        `accessControlAllowCredentials: ${policy.credentials}`,
        `accessControlAllowMethods: [${texts(yaml, policy.methods)}]`,
        `accessControlAllowHeaders: [${texts(yaml, policy.requestHeaders)}]`,
        `accessControlExposeHeaders: [${texts(yaml, policy.exposedHeaders)}]`,
        `accessControlMaxAge: ${policy.maxAgeSeconds}`,
        'addVaryHeader: true',
      ].map((line) => `        ${line}`),
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add a headers middleware, and list it in the router of the API.',
    'cors-first':
      'List the middleware first in the router: it responds to preflights before authentication and limits.',
    'exact-origins': {
      change: (_about, policy) =>
        `Give \`accessControlAllowOriginList\` whole origins: ${codes(yaml, policy.origins)}. With \`accessControlAllowCredentials: true\`, \`"*"\` allows every origin with cookies; a pattern of \`accessControlAllowOriginListRegex\` needs \`^\` and \`$\`.`,
    },
    'gateway-errors':
      'List the middleware in the router of the API: Traefik’s own error responses pass it too.',
    'one-layer':
      'Let one layer set the headers: if the application does, remove the `accessControl…` options. For a listed origin, Traefik replaces the Allow-Origin of the application; for others it leaves it.',
    vary: 'Set `addVaryHeader: true`: it is off by default.',
  },
}
