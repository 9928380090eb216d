import type { Rule } from '../rules.ts'

const credentials = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials'
const requestHeader = 'https://fetch.spec.whatwg.org/#forbidden-request-header'
const exposeHeaders = 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers'

/** For `methods`, `requestHeaders` and `exposedHeaders`. */
export const listRules = {
  LIST_NOT_AN_ARRAY: {
    reason: 'a list is expected here, even for a single entry',
    fix: 'Use {suggestion}.',
    spec: 'https://fetch.spec.whatwg.org/#http-cors-protocol',
  },
  METHOD_INVALID: {
    reason: 'a method is a token; one bad entry makes browsers drop the whole header',
    fix: 'Use a method name such as "PATCH".',
    spec: 'https://fetch.spec.whatwg.org/#concept-method',
  },
  METHOD_FORBIDDEN: {
    reason: 'no page can send this method',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#forbidden-method',
  },
  METHOD_CASE: {
    reason: 'methods are case-sensitive and browsers compare this entry as it is written',
    fix: 'Use {suggestion}.',
    spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  },
  METHOD_WILDCARD_WITH_CREDENTIALS: {
    reason: 'for a credentialed request * is a method literally named *',
    fix: 'List the methods.',
    spec: credentials,
  },
  REQUEST_HEADER_INVALID: {
    reason: 'a header name is a token; one bad entry makes browsers drop the whole header',
    fix: 'Use a header name such as "Content-Type".',
    spec: 'https://fetch.spec.whatwg.org/#header-name',
  },
  REQUEST_HEADER_FORBIDDEN: {
    reason: 'no page can set this header',
    fix: 'Remove it.',
    spec: requestHeader,
  },
  REQUEST_HEADER_IS_RESPONSE_HEADER: {
    reason: 'this is a response header; allowing it on requests has no effect',
    fix: 'Remove it; if pages must read it, name it in exposedHeaders.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-headers',
  },
  REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS: {
    reason: 'for a credentialed request * is a header literally named *',
    fix: 'List the request headers.',
    spec: credentials,
  },
  EXPOSED_HEADER_INVALID: {
    reason: 'a header name is a token; one bad entry makes browsers drop the whole header',
    fix: 'Use a header name such as "X-Total-Count".',
    spec: exposeHeaders,
  },
  EXPOSED_HEADER_FORBIDDEN: {
    reason: 'browsers never show this header to a page, exposed or not',
    fix: 'Remove it.',
    spec: 'https://fetch.spec.whatwg.org/#forbidden-response-header-name',
  },
  EXPOSED_HEADER_IS_REQUEST_HEADER: {
    reason: 'this is a request header; exposing it on responses has no effect',
    fix: 'Remove it; if pages must send it, name it in requestHeaders.',
    spec: exposeHeaders,
  },
  EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS: {
    reason: 'for a credentialed request * is a header literally named *',
    fix: 'List the response headers.',
    spec: credentials,
  },
} as const satisfies Record<string, Rule>
