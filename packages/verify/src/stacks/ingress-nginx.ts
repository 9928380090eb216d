import { unrecognisable } from './shared/marks.ts'
import { yaml } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** The ingress controller of Kubernetes that runs nginx. */
export const ingressNginx: Stack = {
  id: 'ingress-nginx',
  name: 'ingress-nginx',
  kind: 'proxy',
  documentedFor: 'ingress-nginx 1.14',
  // Its responses are those of nginx, without Server.
  recognise: unrecognisable,
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
    'one-layer':
      'Remove the annotations if the application sends the headers: the controller adds its own beside them.',
  },
}
