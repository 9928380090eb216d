import type { Policy } from '../types.ts'

/** Returns the CORS headers of every response with fixed values. Names have no `Access-Control-` prefix. */
export function fixedHeaders(policy: Policy): [name: string, value: string][] {
  const { credentials, exposedHeaders } = policy
  return present([
    ['Allow-Credentials', credentials ? 'true' : ''],
    ['Expose-Headers', exposedHeaders.join(', ')],
  ])
}

/** Returns the CORS headers of preflight responses. Names have no `Access-Control-` prefix. */
export function preflightHeaders(policy: Policy): [name: string, value: string][] {
  const { methods, requestHeaders, maxAgeSeconds } = policy
  return present([
    ['Allow-Methods', methods.join(', ')],
    ['Allow-Headers', requestHeaders.join(', ')],
    ['Max-Age', String(maxAgeSeconds)],
  ])
}

function present(lines: [string, string][]): [string, string][] {
  return lines.filter(([, value]) => value !== '')
}

/** The settings of a server that sets the headers by their names. */
export const headerSettings = {
  methods: 'Access-Control-Allow-Methods',
  requestHeaders: 'Access-Control-Allow-Headers',
  exposedHeaders: 'Access-Control-Expose-Headers',
  maxAge: 'Access-Control-Max-Age',
  commaSeparated: true,
} as const
