import { checkConfig } from './check-config.ts'
import { CorsConfigError } from './config-error.ts'
import { sessionCookieFor } from './cookie.ts'
import { copyConfig } from './copy-config.ts'
import { compileAllowlist } from './origin.ts'
import type { Policy, PolicyConfig, Sources } from './types.ts'

/**
 * Validates a configuration and compiles it.
 *
 * @param environment its name, for messages. In `production`, placeholder domains and loopback
 *   origins are invalid.
 * @param config the origins of the environment and the CORS policy, as one object
 * @param sources the files or variables that values come from. Default: `{environment}.{option}`
 * @returns a frozen policy
 * @throws {CorsConfigError} with all issues
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function definePolicy(
  environment: string,
  config: PolicyConfig,
  sources: Sources = {},
): Policy {
  const at = (option: string) =>
    (Object.hasOwn(sources, option) ? sources[option] : undefined) ?? `${environment}.${option}`
  const copy = copyConfig(config)
  const issues = checkConfig(environment, copy, at)
  if (issues.length > 0) {
    throw new CorsConfigError(`the CORS configuration "${environment}"`, issues)
  }

  const { apiOrigin, allowedOrigins, credentials, maxAgeSeconds } = copy
  const sessionCookie = { ...sessionCookieFor(apiOrigin, allowedOrigins), ...copy.sessionCookie }
  return Object.freeze({
    environment,
    apiOrigin,
    allowedOrigins: Object.freeze([...new Set(allowedOrigins)]),
    methods: Object.freeze(copy.methods),
    requestHeaders: Object.freeze(copy.requestHeaders),
    exposedHeaders: Object.freeze(copy.exposedHeaders),
    credentials,
    maxAgeSeconds,
    sessionCookie: Object.freeze(sessionCookie),
    sources: Object.freeze({ ...sources }),
    allows: allowedOrigins.includes('*')
      ? (origin) => origin !== undefined
      : compileAllowlist(allowedOrigins),
  })
}
