import { CorsConfigError, issueOf } from './config-error.ts'
import { corsPolicy } from './cors-policy.ts'
import { definePolicy } from './define-policy.ts'
import { didYouMean } from './did-you-mean.ts'
import { environments } from './environments.ts'
import type { Environment, Policy, Sources } from './types.ts'

/** The environment variables that override an environment. An empty one counts as unset. */
export interface OriginVariables {
  /** Overrides `apiOrigin`. */
  API_ORIGIN?: string | undefined
  /** Overrides `allowedOrigins`: origins and origin patterns, comma-separated, without spaces. */
  WEB_ORIGINS?: string | undefined
}

/**
 * Builds the policy of an environment: its origins in environments.ts, overridden by variables, and
 * the CORS policy in cors-policy.ts.
 *
 * @param environment an environment of environments.ts
 * @param variables `process.env`, or a part of it
 * @param sources names other sources of values, if they are not from these variables
 * @throws {CorsConfigError} with all issues, each with its file or variable
 */
export function policyFromEnv(
  environment: keyof typeof environments,
  { API_ORIGIN, WEB_ORIGINS }: OriginVariables,
  sources: Sources = {},
): Policy {
  if (!Object.hasOwn(environments, environment)) throw unknownEnvironment(environment)
  const origins: Environment = environments[environment]
  const environmentsFile = `packages/config/src/environments.ts ${environment}.`
  const policyFile = 'packages/config/src/cors-policy.ts '
  const config = {
    ...origins,
    ...corsPolicy,
    ...(API_ORIGIN ? { apiOrigin: API_ORIGIN } : {}),
    ...(WEB_ORIGINS ? { allowedOrigins: listFromEnv(WEB_ORIGINS) } : {}),
  }
  return definePolicy(environment, config, {
    ...sourcesIn(policyFile, policyOptions),
    ...sourcesIn(environmentsFile, ['apiOrigin', 'allowedOrigins', ...Object.keys(origins)]),
    ...sourcesIn(policyFile, Object.keys(corsPolicy)),
    ...(API_ORIGIN ? { apiOrigin: 'API_ORIGIN' } : {}),
    ...(WEB_ORIGINS ? { allowedOrigins: 'WEB_ORIGINS' } : {}),
    ...sources,
  })
}

/**
 * Splits a comma-separated variable. Entries are not trimmed: a space is part of its entry.
 *
 * @returns an empty list if the variable is unset or empty
 */
export function listFromEnv(value: string | undefined): string[] {
  return value ? value.split(',') : []
}

/**
 * Parses a port: decimal digits without sign, exponent, spaces or leading zeros.
 *
 * @param name the variable, for messages
 * @param fallback the port if the variable is unset or empty
 * @param min 0 (the system chooses a port) or 1
 * @throws {CorsConfigError} with the code PORT_INVALID
 */
export function portFromEnv(
  name: string,
  value: string | undefined,
  fallback: number,
  min = 0,
): number {
  if (!value) return fallback
  const port = /^(?:0|[1-9]\d{0,4})$/.test(value) ? Number(value) : NaN
  if (port >= min && port <= 65535) return port
  const issue = issueOf('PORT_INVALID', name, value, { suggestion: String(min) })
  throw new CorsConfigError('the environment variables', [issue])
}

/** The options of cors-policy.ts. A missing one is reported there. */
const policyOptions = [
  'methods',
  'requestHeaders',
  'exposedHeaders',
  'credentials',
  'maxAgeSeconds',
  'sessionCookie',
]

function sourcesIn(prefix: string, options: string[]): Sources {
  return Object.fromEntries(options.map((option) => [option, prefix + option]))
}

function unknownEnvironment(environment: string): CorsConfigError {
  const suggestion = didYouMean(environment, Object.keys(environments), 'environments')
  return new CorsConfigError('the environment', [
    issueOf('ENVIRONMENT_UNKNOWN', 'packages/config/src/environments.ts', environment, {
      suggestion,
    }),
  ])
}
