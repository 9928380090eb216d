import { anyOf, header } from './shared/marks.ts'
import { json } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Buckets of Google Cloud Storage. */
export const googleCloudStorage: Stack = {
  id: 'google-cloud-storage',
  name: 'Google Cloud Storage bucket CORS',
  kind: 'cloud',
  documentedFor: 'Cloud Storage of 2026',
  page: 'https://cloud.google.com/storage/docs/using-cors',
  // Its error responses are XML as those of S3.
  builtOn: ['s3'],
  recognise: anyOf(header('X-GUploader-UploadID', /./), header('Server', /^UploadServer$/)),
  syntax: json,
  settings: {
    origins: 'origin',
    credentials: 'whole origins in origin',
    methods: 'method',
    requestHeaders: 'responseHeader',
    exposedHeaders: 'responseHeader',
    maxAge: 'maxAgeSeconds',
  },
  config: (policy) => ({
    where: 'cors.json, for: gcloud storage buckets update gs://<bucket> --cors-file=cors.json',
    code: JSON.stringify(
      [
        {
          origin: policy.origins,
          method: policy.methods,
          // One list for both: Access-Control-Allow-Headers and Access-Control-Expose-Headers.
          responseHeader: [...new Set([...policy.requestHeaders, ...policy.exposedHeaders])],
          maxAgeSeconds: policy.maxAgeSeconds,
        },
      ],
      null,
      2,
    ),
  }),
  changes: {
    'no-layer':
      'Give the bucket a CORS configuration. Use the host storage.googleapis.com: storage.cloud.google.com has no CORS.',
    credentials: {
      change:
        'Cloud Storage sends no Access-Control-Allow-Credentials: call fetch without credentials, and use signed URLs.',
      block: 'none',
    },
    'one-layer': 'Set CORS on the bucket or in the load balancer, not in both.',
  },
}
