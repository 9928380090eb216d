import type { CheckFinding } from '../check.ts'
import type { FindingCode } from '../report.ts'

/** The kinds of change that a fix can make. */
export const fixKinds = [
  'origin',
  'exact-origins',
  'public-read',
  'slow-pattern',
  'credentials',
  'method',
  'request-header',
  'header-list',
  'exposed-header',
  'hide-header',
  'max-age',
  'no-layer',
  'cors-first',
  'authentication',
  'preflight',
  'errors',
  'gateway-errors',
  'every-response',
  'stream',
  'one-layer',
  'vary',
  'cache',
  'rejection',
  'inconsistent',
  'csrf',
  'web-socket',
  'redirect',
  'cookie',
  'app',
  'web-page',
  'not-cors',
] as const
export type FixKind = (typeof fixKinds)[number]

/** Kinds with a fix outside of the CORS layer: in the page, the app, the cookie, TLS or the network. */
export const fixedElsewhere: readonly FixKind[] = [
  'redirect',
  'cookie',
  'app',
  'web-page',
  'not-cors',
]

/** Kinds with a fix in the proxy, if there is one. */
export const fixedInProxy: readonly FixKind[] = ['gateway-errors', 'one-layer', 'cache']

/** The kind whose change applies too, if a stack has no change for a kind. */
export const likeKind: Partial<Record<FixKind, FixKind>> = {
  authentication: 'cors-first',
  preflight: 'cors-first',
  errors: 'cors-first',
  'every-response': 'cors-first',
  stream: 'every-response',
  cache: 'vary',
}

const byCause: Record<string, FixKind> = {
  'rate-limit-before-cors': 'cors-first',
  'gateway-error': 'gateway-errors',
  'redirect-trailing-slash': 'redirect',
  'redirect-to-https': 'redirect',
  'redirect-to-sign-in': 'authentication',
  redirect: 'redirect',
  'cache-ignores-origin': 'cache',
  'two-layers-set-cors-headers': 'one-layer',
  'preflight-and-response-differ': 'one-layer',
  'preflight-needs-authentication': 'authentication',
  'preflight-blocked-by-firewall': 'preflight',
  'preflight-not-routed': 'preflight',
  'preflight-handled-before-cors': 'preflight',
  'preflight-server-error': 'preflight',
  'preflight-rejected': 'preflight',
  'authentication-before-cors': 'authentication',
  'forbidden-before-cors': 'cors-first',
  'not-found-outside-cors': 'errors',
  'request-rejected-before-cors': 'cors-first',
  'error-response-without-cors': 'errors',
  'error-before-cors': 'cors-first',
  'html-page-instead-of-api': 'web-page',
  'route-outside-cors-layer': 'every-response',
  'headers-on-preflight-only': 'every-response',
  'no-cors-layer': 'no-layer',
  'origin-cannot-be-listed': 'app',
  'origin-not-listed': 'origin',
  'method-not-listed': 'method',
  'header-not-listed': 'request-header',
  'allow-origin-is-not-an-origin': 'exact-origins',
  'wildcard-with-credentials': 'exact-origins',
  'credentials-not-allowed': 'credentials',
}

const byCode: Record<FindingCode, FixKind> = {
  'disallowed-origin-reads-credentialed': 'exact-origins',
  'csrf-simple-request': 'csrf',
  'websocket-disallowed-origin': 'web-socket',
  'origin-not-allowed': 'origin',
  'unusable-allow-origin': 'exact-origins',
  'duplicate-allow-origin': 'one-layer',
  'credentials-blocked': 'credentials',
  'preflight-failed': 'preflight',
  'method-not-allowed': 'method',
  'header-not-allowed': 'request-header',
  'stream-without-cors': 'stream',
  inconsistent: 'inconsistent',
  'header-not-exposed': 'exposed-header',
  'error-without-cors': 'errors',
  'vary-missing': 'vary',
  'rejection-is-5xx': 'rejection',
  'slow-origin-check': 'slow-pattern',
  'public-read': 'public-read',
  'max-age-out-of-range': 'max-age',
  'reflects-request-headers': 'header-list',
  'exposes-sensitive-header': 'hide-header',
  'app-origin': 'app',
  'not-cors': 'not-cors',
}

/** Returns the kind of change that fixes a finding: by its cause, else by its code. */
export function kindOf({
  code,
  cause,
  about,
}: Pick<CheckFinding, 'code' | 'cause' | 'about'>): FixKind {
  if (about?.webSocket) return 'web-socket'
  if (about?.cookie !== undefined) return 'cookie'
  if (about?.cache) return 'cache'
  if (cause !== undefined && Object.hasOwn(byCause, cause)) return byCause[cause] ?? byCode[code]
  // Mixed content, local networks, and every reason for which no response came.
  return byCode[code]
}
