import type { Rule } from '../types.ts'

const credentials = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials'
const exposeHeaders = 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers'
const preflight = 'https://fetch.spec.whatwg.org/#cors-preflight-fetch-0'

/** Rules for `methods`, `requestHeaders` and `exposedHeaders`. */
export const listRules = {
  LIST_NOT_AN_ARRAY: {
    reason: 'expected an array',
    fix: 'Use {suggestion}.',
    spec: 'packages/config/src/types.ts',
    wrong: "methods: 'GET'",
    right: "methods: ['GET']",
  },
  METHOD_INVALID: {
    reason:
      'not a valid method name (RFC 9110 token). One invalid entry makes every preflight fail',
    fix: 'Use a method name such as "PATCH".',
    spec: preflight,
    wrong: "methods: ['PATCH, DELETE']",
    right: "methods: ['PATCH', 'DELETE']",
  },
  METHOD_FORBIDDEN: {
    reason: 'forbidden method (Fetch): fetch() throws',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#forbidden-method',
    wrong: "methods: ['GET', 'TRACE']",
    right: "methods: ['GET']",
  },
  METHOD_CASE: {
    reason: 'methods are case-sensitive and browsers compare this entry as it is written',
    fix: 'Use {suggestion}.',
    spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
    wrong: "methods: ['patch']",
    right: "methods: ['PATCH']",
  },
  METHOD_WILDCARD_WITH_CREDENTIALS: {
    reason: 'with credentials, * is not a wildcard but a literal name',
    fix: 'List the methods.',
    spec: credentials,
    wrong: "methods: ['*']",
    right: "methods: ['GET', 'PATCH']",
  },
  REQUEST_HEADER_INVALID: {
    reason:
      'not a valid header name (RFC 9110 token). One invalid entry makes every preflight fail',
    fix: 'Use a header name such as "Content-Type".',
    spec: preflight,
    wrong: "requestHeaders: ['Content-Type:']",
    right: "requestHeaders: ['Content-Type']",
  },
  REQUEST_HEADER_FORBIDDEN: {
    reason: 'forbidden request header (Fetch): set by the browser only',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#forbidden-request-header',
    wrong: "requestHeaders: ['Content-Type', 'Cookie']",
    right: "requestHeaders: ['Content-Type']",
  },
  REQUEST_HEADER_IS_RESPONSE_HEADER: {
    reason: 'this is a response header; allowing it on requests has no effect',
    fix: 'Remove it; if pages must read it, name it in exposedHeaders.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-headers',
    wrong: "requestHeaders: ['ETag']",
    right: "exposedHeaders: ['ETag']",
  },
  REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS: {
    reason: 'with credentials, * is not a wildcard but a literal name',
    fix: 'List the request headers.',
    spec: credentials,
    wrong: "requestHeaders: ['*']",
    right: "requestHeaders: ['Content-Type', 'If-Match']",
  },
  EXPOSED_HEADER_INVALID: {
    reason:
      'not a valid header name (RFC 9110 token). One invalid entry makes browsers ignore the whole Access-Control-Expose-Headers header',
    fix: 'Use a header name such as "X-Total-Count".',
    spec: exposeHeaders,
    wrong: "exposedHeaders: ['X-Total Count']",
    right: "exposedHeaders: ['X-Total-Count']",
  },
  EXPOSED_HEADER_FORBIDDEN: {
    reason: 'forbidden response-header name (Fetch): never exposed to scripts',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#forbidden-response-header-name',
    wrong: "exposedHeaders: ['ETag', 'Set-Cookie']",
    right: "exposedHeaders: ['ETag']",
  },
  EXPOSED_HEADER_PREFLIGHT_ONLY: {
    reason: 'only sent on preflight responses, which scripts cannot read',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#http-responses',
    wrong: "exposedHeaders: ['ETag', 'Access-Control-Max-Age']",
    right: "exposedHeaders: ['ETag']",
  },
  EXPOSED_HEADER_IS_REQUEST_HEADER: {
    reason: 'this is a request header; exposing it on responses has no effect',
    fix: 'Remove it; if pages must send it, name it in requestHeaders.',
    spec: exposeHeaders,
    wrong: "exposedHeaders: ['If-Match']",
    right: "requestHeaders: ['If-Match']",
  },
  EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS: {
    reason: 'with credentials, * is not a wildcard but a literal name',
    fix: 'List the response headers.',
    spec: credentials,
    wrong: "exposedHeaders: ['*']",
    right: "exposedHeaders: ['ETag', 'X-Total-Count']",
  },
} as const satisfies Record<string, Rule>
