import { anyOf, header } from './shared/marks.ts'
import { shell } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** MinIO: the list of origins is a setting of the server; the other CORS headers are fixed. */
export const minio: Stack = {
  id: 'minio',
  name: 'MinIO server',
  kind: 'cloud',
  documentedFor: 'the MinIO community server of February 2026',
  page: 'https://github.com/minio/minio/tree/master/docs/config#api',
  builtOn: ['s3', 'rs-cors'],
  recognise: anyOf(
    header('Server', /^MinIO/),
    header('x-minio-deployment-id', /./),
    header('X-Minio-Error-Code', /./),
  ),
  syntax: shell,
  settings: {
    origins: 'MINIO_API_CORS_ALLOW_ORIGIN',
    credentials: 'whole origins in MINIO_API_CORS_ALLOW_ORIGIN',
    methods: 'MINIO_API_CORS_ALLOW_ORIGIN',
    requestHeaders: 'MINIO_API_CORS_ALLOW_ORIGIN',
    exposedHeaders: 'MINIO_API_CORS_ALLOW_ORIGIN',
    maxAge: 'MINIO_API_CORS_ALLOW_ORIGIN',
    commaSeparated: true,
  },
  config: ({ origins }) => ({
    where: 'the environment of the server; then restart it',
    code: [
      `MINIO_API_CORS_ALLOW_ORIGIN=${shell.text(origins.join(','))}`,
      '# or, on a running server:',
      `# mc admin config set <alias> api cors_allow_origin=${shell.text(origins.join(','))}`,
      '# mc admin service restart <alias>',
    ].join('\n'),
  }),
  changes: {
    'exact-origins':
      'Set `MINIO_API_CORS_ALLOW_ORIGIN` to whole origins, with commas between them: its default `*` allows every origin, with credentials. Requests with a signature or a token do not need cookies.',
    origin:
      'Add the origin to `MINIO_API_CORS_ALLOW_ORIGIN`, with a comma between two, and leave what is there. The community server has no CORS for single buckets: `put-bucket-cors` gets 501 `NotImplemented`.',
    credentials:
      'List the origin in `MINIO_API_CORS_ALLOW_ORIGIN`: MinIO then sends Access-Control-Allow-Credentials: true by itself.',
    'no-layer':
      'List the origins in `MINIO_API_CORS_ALLOW_ORIGIN`: the server sends the headers for each of them. If a proxy in front of it removes the headers, change the proxy.',
    method: {
      change: ({ method = '' }) =>
        `MinIO allows only GET, PUT, HEAD, POST, DELETE, OPTIONS and PATCH, and has no setting for ${method}. Use one of these, or set the headers in a proxy.`,
      block: 'none',
    },
    'request-header': fixedByMinio('Access-Control-Allow-Headers', 'every request header'),
    'header-list': fixedByMinio('Access-Control-Allow-Headers', 'every request header'),
    'exposed-header': fixedByMinio('Access-Control-Expose-Headers', 'a fixed list of headers'),
    'hide-header': fixedByMinio('Access-Control-Expose-Headers', 'a fixed list of headers'),
    'max-age': fixedByMinio('Access-Control-Max-Age', 'no such header'),
    'one-layer': 'Let MinIO set the headers, and remove them from the proxy in front of it.',
  },
}

/** Returns the change for a header that has no setting. */
function fixedByMinio(name: string, sent: string) {
  return {
    change: `MinIO has no setting for ${name} and sends ${sent}: set it in a proxy in front of the server.`,
    block: 'none' as const,
  }
}
