import { anyOf, body, header } from './shared/marks.ts'
import { json } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Methods that a rule of a bucket may have. */
const known = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']

/** Amazon S3, and services with its interface that take a CORS configuration for each bucket. */
export const s3: Stack = {
  id: 's3',
  name: 'S3 bucket CORS',
  kind: 'cloud',
  documentedFor: 'Amazon S3 of 2026',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  recognise: anyOf(
    header('Server', /^AmazonS3/),
    body(/<Message>CORSResponse: [^<]*/),
    body(/<Error>\s*<Code>(?:NoSuchKey|AccessDenied|AccessForbidden|NoSuchBucket)<\/Code>/),
  ),
  syntax: json,
  settings: {
    origins: 'AllowedOrigins',
    credentials: 'whole origins in AllowedOrigins',
    methods: 'AllowedMethods',
    requestHeaders: 'AllowedHeaders',
    exposedHeaders: 'ExposeHeaders',
    maxAge: 'MaxAgeSeconds',
  },
  config: (policy) => ({
    where:
      'cors.json, for: aws s3api put-bucket-cors --bucket <bucket> --cors-configuration file://cors.json; the console takes only the list in CORSRules',
    code: JSON.stringify(rules(policy), null, 2),
  }),
  changes: {
    'no-layer': 'Give the bucket a CORS configuration.',
    preflight:
      'Give the bucket a CORS configuration with a rule that has the origin, the method and every request header: S3 responds 403 `CORSResponse` to all other preflights.',
    credentials:
      'List whole origins: S3 then sends Access-Control-Allow-Credentials: true by itself, and not with `*`.',
    method: {
      change: ({ method = '' }) =>
        known.includes(method)
          ? `Add \`"${method}"\` to \`AllowedMethods\`, and leave what is there.`
          : `S3 allows only ${known.join(', ')}: ${method} cannot be in \`AllowedMethods\`. Use one of these.`,
    },
    'one-layer': 'Set CORS on the bucket or in the CDN in front of it, not in both.',
    'max-age': { change: (_about, policy) => `Set \`MaxAgeSeconds\` to ${policy.maxAgeSeconds}.` },
  },
}

function rules(policy: Policy) {
  return {
    CORSRules: [
      {
        AllowedOrigins: policy.origins,
        AllowedMethods: policy.methods.filter((method) => known.includes(method)),
        AllowedHeaders: policy.requestHeaders,
        ExposeHeaders: policy.exposedHeaders,
        MaxAgeSeconds: policy.maxAgeSeconds,
      },
    ],
  }
}
