import { anyOf, body, header } from './shared/marks.ts'
import { yaml } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Envoy with its CORS filter, by itself or in a gateway that is built on it. */
export const envoy: Stack = {
  id: 'envoy',
  name: 'Envoy CORS filter',
  kind: 'proxy',
  documentedFor: 'Envoy 1.30',
  page: 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/http/cors/v3/cors.proto',
  recognise: anyOf(
    header('Server', /^(?:istio-)?envoy$/),
    header('X-Envoy-Upstream-Service-Time', /^\d+$/),
    body(/^upstream connect error or disconnect\/reset before headers|^no healthy upstream$/),
  ),
  syntax: yaml,
  settings: {
    origins: 'allow_origin_string_match',
    credentials: 'allow_credentials: true',
    methods: 'allow_methods',
    requestHeaders: 'allow_headers',
    exposedHeaders: 'expose_headers',
    maxAge: 'max_age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where: 'the http_connection_manager',
    code: cors(policy).join('\n'),
  }),
  changes: {
    'no-layer':
      'Add the filter, and the policy to the virtual host of the API: the filter without a policy adds no header.',
    vary: {
      change: 'The filter adds no Vary. Add it to the responses of the virtual host.',
      block: () => ({
        where: 'the virtual host of the API',
        code: [
          'response_headers_to_add:',
          '  - header: { key: Vary, value: Origin }',
          '    append_action: APPEND_IF_EXISTS_OR_ADD',
        ].join('\n'),
      }),
    },
    'cors-first':
      'Move `envoy.filters.http.cors` above the other filters: it responds to preflights before `jwt_authn`, `ext_authz` and `ratelimit`.',
    'one-layer':
      'Let one layer set the headers: remove the filter, or the headers of the application with `response_headers_to_remove`. For an allowed origin the filter replaces the Allow-Origin of the application.',
  },
}

function cors(policy: Policy): string[] {
  return [
    'http_filters:',
    '  # the first one',
    '  - name: envoy.filters.http.cors',
    '    typed_config:',
    '      "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors',
    '',
    '# in the virtual host of the API',
    'typed_per_filter_config:',
    '  envoy.filters.http.cors:',
    '    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
    '    allow_origin_string_match:',
    ...policy.origins.map((origin) => `      - exact: ${yaml.text(origin)}`),
    `    allow_credentials: ${policy.credentials}`,
    `    allow_methods: ${yaml.text(policy.methods.join(', '))}`,
    `    allow_headers: ${yaml.text(policy.requestHeaders.join(', '))}`,
    `    expose_headers: ${yaml.text(policy.exposedHeaders.join(', '))}`,
    `    max_age: ${yaml.text(String(policy.maxAgeSeconds))}`,
  ]
}
