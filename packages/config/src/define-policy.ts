import { checkConfig } from './check-config.ts'
import { CorsConfigError } from './config-error.ts'
import { sessionCookieFor, type SessionCookie } from './cookie.ts'
import { compileAllowlist } from './origin.ts'
import { snapshot } from './snapshot.ts'

/** Where an API lives, and the web origins that may call it. */
export interface Environment {
  /** The origin at which browsers reach the API. */
  apiOrigin: string
  /** `Access-Control-Allow-Origin` echoes the one that calls: exact origins and origin patterns. */
  allowedOrigins: readonly string[]
}

/** Everything {@link definePolicy} accepts; what is not listed here is refused. */
export interface PolicyConfig extends Environment {
  /** `Access-Control-Allow-Methods` */
  methods: readonly string[]
  /** `Access-Control-Allow-Headers` */
  requestHeaders: readonly string[]
  /** `Access-Control-Expose-Headers` */
  exposedHeaders: readonly string[]
  /** `Access-Control-Allow-Credentials` */
  credentials: boolean
  /** `Access-Control-Max-Age`, in seconds: an integer from 0 to 86400. */
  maxAgeSeconds: number
  /** Overrides what the topology says; by default it is derived from the origins. */
  sessionCookie?: Partial<Omit<SessionCookie, 'httpOnly' | 'path'>>
  /** Lets pages of plain http outside loopback use credentials. Default: false. */
  dangerouslyAllowInsecureOrigins?: boolean
  /** Lets `example.com` and its like pass in production: for tests of the production shape. */
  dangerouslyAllowPlaceholders?: boolean
}

/** A configuration that has passed every rule; frozen. */
export interface Policy extends Readonly<Omit<PolicyConfig, `dangerously${string}`>> {
  readonly environment: string
  readonly sessionCookie: Readonly<SessionCookie>
  /** Whether a request with this `Origin` value is from an allowed page. `undefined`: no header. */
  readonly allows: (origin: string | undefined) => boolean
}

/** Names the source of a value in error messages, when it is not the configuration file. */
export type Places = Partial<Record<keyof Environment, string>>

/**
 * Validates a configuration and compiles it.
 *
 * @param environment its name, for messages; in `production` placeholder origins are refused
 * @param config the origins of the environment and the CORS policy, as one object
 * @param places where values come from, if not from the configuration itself
 * @throws {CorsConfigError} with every problem at once
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function definePolicy(
  environment: string,
  config: PolicyConfig,
  places: Places = {},
): Policy {
  const at = (key: string) =>
    (Object.hasOwn(places, key) ? places[key as keyof Places] : undefined) ??
    `${environment}.${key}`
  const given = snapshot(config)
  const issues = checkConfig(environment, given, at)
  if (issues.length > 0) throw new CorsConfigError(environment, issues)

  const { apiOrigin, allowedOrigins, credentials, maxAgeSeconds } = given
  const sessionCookie = { ...sessionCookieFor(apiOrigin, allowedOrigins), ...given.sessionCookie }
  return Object.freeze({
    environment,
    apiOrigin,
    allowedOrigins: Object.freeze([...new Set(allowedOrigins)]),
    methods: Object.freeze(given.methods),
    requestHeaders: Object.freeze(given.requestHeaders),
    exposedHeaders: Object.freeze(given.exposedHeaders),
    credentials,
    maxAgeSeconds,
    sessionCookie: Object.freeze(sessionCookie),
    allows: allowedOrigins.includes('*')
      ? (origin) => origin !== undefined
      : compileAllowlist(allowedOrigins),
  })
}
