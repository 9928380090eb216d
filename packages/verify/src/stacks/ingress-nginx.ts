import { anyOf, body, preflightHeader } from './shared/marks.ts'
import { codes, plain, yaml } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** The ingress controller of Kubernetes that runs nginx. */
export const ingressNginx: Stack = {
  id: 'ingress-nginx',
  name: 'ingress-nginx',
  kind: 'proxy',
  documentedFor: 'ingress-nginx 1.15',
  page: 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors',
  builtOn: ['nginx'],
  // Its other responses are those of nginx, without Server.
  recognise: anyOf(
    body(/^default backend - 404$/),
    preflightHeader(
      'access-control-allow-headers',
      /^DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization$/,
    ),
    preflightHeader('access-control-max-age', /^1728000$/, false),
  ),
  syntax: yaml,
  settings: {
    origins: 'cors-allow-origin',
    credentials: 'cors-allow-credentials: "true"',
    methods: 'cors-allow-methods',
    requestHeaders: 'cors-allow-headers',
    exposedHeaders: 'cors-expose-headers',
    maxAge: 'cors-max-age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where: 'the Ingress of the API',
    code: [
      'metadata:',
      '  annotations:',
      ...[
        ['enable-cors', 'true'],
        ['cors-allow-origin', policy.origins.join(', ')],
        ['cors-allow-credentials', String(policy.credentials)],
        ['cors-allow-methods', policy.methods.join(', ')],
        ['cors-allow-headers', policy.requestHeaders.join(', ')],
        ['cors-expose-headers', policy.exposedHeaders.join(', ')],
        ['cors-max-age', String(policy.maxAgeSeconds)],
      ]
        .filter(([, value]) => value !== '')
        .map(
          ([name = '', value = '']) =>
            `    nginx.ingress.kubernetes.io/${name}: ${yaml.text(value)}`,
        ),
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add the annotations.',
    'cors-first':
      'Set `enable-cors: "true"`: the controller then responds to preflights before `auth-url` and the application.',
    'exact-origins':
      'List whole origins in `cors-allow-origin`. Its default is `*`, and the default of `cors-allow-credentials` is `true`: browsers reject the two together.',
    credentials:
      'Set `cors-allow-credentials: "true"`, and list whole origins in `cors-allow-origin`: its default is `*`, which browsers reject with credentials.',
    'request-header': {
      change: ({ headers = [] }, policy) =>
        `Add ${codes(plain, headers.length > 0 ? headers : policy.requestHeaders)} to \`cors-allow-headers\`, which replaces the defaults: DNT, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Content-Type, Range, Authorization.`,
    },
    'one-layer':
      'Remove the annotations if the application sends the headers. With them the controller replaces those of the application, for the origins that it lists.',
    vary: {
      change:
        'The annotations add no Vary. Have the application send `Vary: Origin`, or add it in a snippet, which the controller accepts only with `allow-snippet-annotations: "true"`.',
      block: () => ({
        where: 'the Ingress of the API',
        code: [
          'metadata:',
          '  annotations:',
          '    nginx.ingress.kubernetes.io/configuration-snippet: |',
          '      add_header Vary Origin always;',
        ].join('\n'),
      }),
    },
  },
}
