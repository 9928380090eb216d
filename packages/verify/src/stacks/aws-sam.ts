import { httpApiSettings } from './shared/api-gateway-http.ts'
import { unrecognisable } from './shared/marks.ts'
import { texts, yaml } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** AWS SAM with an HTTP API. */
export const awsSam: Stack = {
  id: 'aws-sam',
  name: 'AWS SAM, HttpApi',
  kind: 'cloud',
  documentedFor: 'AWS SAM 1.110',
  page: 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapicorsconfiguration.html',
  // The responses come from API Gateway, and do not show the tool that deployed it.
  recognise: unrecognisable,
  syntax: yaml,
  settings: httpApiSettings,
  config: (policy) => ({
    where: 'template.yaml',
    code: [
      'Resources:',
      '  HttpApi:',
      '    Type: AWS::Serverless::HttpApi',
      '    Properties:',
      '      CorsConfiguration:',
      ...[
        `AllowOrigins: [${texts(yaml, policy.origins)}]`,
        `AllowCredentials: ${policy.credentials}`,
        `AllowMethods: [${texts(yaml, policy.methods)}]`,
        `AllowHeaders: [${texts(yaml, policy.requestHeaders)}]`,
        `ExposeHeaders: [${texts(yaml, policy.exposedHeaders)}]`,
        `MaxAge: ${policy.maxAgeSeconds}`,
      ].map((line) => `        ${line}`),
    ].join('\n'),
  }),
  changes: {
    'no-layer':
      'Give the HttpApi a `CorsConfiguration`. For an `AWS::Serverless::Api` use `--stack aws-sam-rest`.',
    'cors-first':
      'Give the HttpApi a `CorsConfiguration`: it responds to preflights before authorizers.',
    'one-layer': 'Remove the headers from the functions: API Gateway ignores them.',
  },
}
