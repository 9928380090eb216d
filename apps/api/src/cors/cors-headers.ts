import type { FastifyCorsOptions } from '@fastify/cors'
import type { Policy } from '@repo/config'
import type { IncomingMessage } from 'node:http'

/**
 * Returns the options of @fastify/cors except `origin`. Every option is set: the plugin does not
 * validate its options, and its default methods lack PATCH and DELETE.
 */
export function corsOptions(policy: Policy) {
  return {
    // onRequest is the first hook: the responses of all later hooks and of the handler have the headers.
    hook: 'onRequest',
    credentials: policy.credentials,
    // One string each: the plugin would join an array for every request.
    methods: policy.methods.join(', '),
    allowedHeaders: policy.requestHeaders.join(', '),
    exposedHeaders: policy.exposedHeaders.join(', '),
    maxAge: policy.maxAgeSeconds,
    preflight: true,
    preflightContinue: false,
    strictPreflight: true,
    // 204 has no body, and every browser accepts it as an ok status.
    optionsSuccessStatus: 204,
    cacheControl: 'no-store',
    hideOptionsRoute: true,
    logLevel: 'silent',
  } as const satisfies FastifyCorsOptions
}

/**
 * Returns the CORS headers of a response to an actual request: the same on every status.
 *
 * @param origin the allowed origin of the request; undefined if it is absent or not allowed
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function corsHeaders(policy: Policy, origin: string | undefined): Record<string, string> {
  if (origin === undefined) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': String(policy.credentials),
    'access-control-expose-headers': corsOptions(policy).exposedHeaders,
  }
}

/**
 * Returns the headers of a successful preflight response.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightHeaders(policy: Policy, origin: string): Record<string, string> {
  const { methods, allowedHeaders, maxAge, cacheControl } = corsOptions(policy)
  return {
    ...corsHeaders(policy, origin),
    'access-control-allow-methods': methods,
    'access-control-allow-headers': allowedHeaders,
    'access-control-max-age': String(maxAge),
    'cache-control': cacheControl,
    'content-length': '0',
  }
}

/**
 * Returns whether a request is a CORS-preflight request.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function isPreflight({
  method,
  headers,
}: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'OPTIONS' && Boolean(headers['access-control-request-method'])
}

const decisions = new WeakMap<IncomingMessage, string | undefined>()

/** Stores the decision of @fastify/cors. `allowedOriginOf` returns it later in the same request. */
export function storeAllowedOrigin(request: IncomingMessage, origin: string | undefined): void {
  decisions.set(request, origin)
}

/**
 * Returns the origin of a request if the policy allows it; otherwise undefined. For a request that
 * no hook of @fastify/cors has seen, it consults the allowlist, once.
 */
export function allowedOriginOf(policy: Policy, request: IncomingMessage): string | undefined {
  if (decisions.has(request)) return decisions.get(request)
  const { origin } = request.headers
  const allowed = policy.allows(origin) ? origin : undefined
  decisions.set(request, allowed)
  return allowed
}
