import { unrecognisable } from './shared/marks.ts'
import { texts, yaml } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** The Serverless Framework with an HTTP API. */
export const serverless: Stack = {
  id: 'serverless',
  name: 'Serverless Framework, httpApi',
  kind: 'cloud',
  documentedFor: 'Serverless Framework 4',
  page: 'https://www.serverless.com/framework/docs/providers/aws/events/http-api',
  // The responses come from API Gateway, and do not show the tool that deployed it.
  recognise: unrecognisable,
  syntax: yaml,
  settings: {
    origins: 'allowedOrigins',
    credentials: 'allowCredentials: true',
    methods: 'allowedMethods',
    requestHeaders: 'allowedHeaders',
    exposedHeaders: 'exposedResponseHeaders',
    maxAge: 'maxAge',
  },
  config: (policy) => ({
    where: 'serverless.yml',
    code: [
      'provider:',
      '  httpApi:',
      '    cors:',
      ...[
        `allowedOrigins: [${texts(yaml, policy.origins)}]`,
        `allowCredentials: ${policy.credentials}`,
        `allowedMethods: [${texts(yaml, policy.methods)}]`,
        `allowedHeaders: [${texts(yaml, policy.requestHeaders)}]`,
        `exposedResponseHeaders: [${texts(yaml, policy.exposedHeaders)}]`,
        `maxAge: ${policy.maxAgeSeconds}`,
      ].map((line) => `      ${line}`),
    ].join('\n'),
  }),
  changes: {
    'no-layer':
      'Set `provider.httpApi.cors`; `cors: true` allows every origin, without credentials. Events of the type `http` are a REST API: use `--stack aws-api-gateway-rest`.',
    'cors-first': 'Set `provider.httpApi.cors`: the API responds to preflights before authorizers.',
    'one-layer': 'Remove the headers from the functions: API Gateway ignores them.',
  },
}
