import type { VerifyOptions } from '../src/index.ts'

const app = 'https://app.example.com'
const admin = 'https://admin.example.com'

/** The options of each run: they use every setting of a CORS configuration. */
export const pages = {
  origins: [app, admin],
  credentials: true,
  methods: ['GET', 'PATCH'],
  requestHeaders: ['content-type', 'x-tenant'],
  exposedHeaders: ['x-total-count'],
  requests: ['GET /api/boom'],
} satisfies VerifyOptions

/** The options of pages that send a token, for a server that requires one. */
export const withToken = {
  requestHeaders: ['authorization: Bearer abc', ...pages.requestHeaders],
} satisfies Partial<VerifyOptions>

/** The origins as string literals with commas, in the syntax of JavaScript, Python, Go and others. */
export const originList = pages.origins.map((origin) => JSON.stringify(origin)).join(', ')

/** Returns options as flags of `cors-verify config`. */
export function flagsOf(options: VerifyOptions): string[] {
  const { origins, credentials, methods = [], requestHeaders = [], exposedHeaders = [] } = options
  const each = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value])
  return [
    ...each('--origin', origins),
    ...(credentials ? ['--credentials'] : []),
    ...each('--method', methods),
    ...each('--header', requestHeaders),
    ...each('--expose', exposedHeaders),
  ]
}
