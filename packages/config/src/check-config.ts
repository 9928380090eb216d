import { checkCookieAttributes, checkCookieShape, checkCookieTopology } from './check-cookie.ts'
import { checkExposedHeader, checkMethod, checkRequestHeader } from './check-names.ts'
import { checkOrigin, type Finding, type OriginContext } from './check-origin.ts'
import { issueOf, show, type ConfigIssue } from './config-error.ts'
import { sessionCookieFor, type SessionCookie } from './cookie.ts'
import type { PolicyConfig } from './define-policy.ts'
import { isObject } from './snapshot.ts'

const lists = {
  methods: checkMethod,
  requestHeaders: checkRequestHeader,
  exposedHeaders: checkExposedHeader,
}
const flags = ['dangerouslyAllowInsecureOrigins', 'dangerouslyAllowPlaceholders'] as const
const options = new Set<string>([
  ...['apiOrigin', 'allowedOrigins', 'credentials', 'maxAgeSeconds', 'sessionCookie'],
  ...Object.keys(lists),
  ...flags,
])

/**
 * Holds a configuration to every rule.
 *
 * @param at names the place of an option, for messages
 */
export function checkConfig(
  environment: string,
  config: PolicyConfig,
  at: (key: string) => string,
): ConfigIssue[] {
  if (!isObject(config)) {
    return [issueOf('CONFIG_NOT_AN_OBJECT', environment, config)]
  }
  const context: OriginContext = {
    credentials: config.credentials,
    production: environment === 'production',
    dangerouslyAllowInsecureOrigins: config.dangerouslyAllowInsecureOrigins === true,
    dangerouslyAllowPlaceholders: config.dangerouslyAllowPlaceholders === true,
  }
  const origins = [
    ...checkApiOrigin(config.apiOrigin, at('apiOrigin'), context),
    ...checkAllowedOrigins(config.allowedOrigins, at('allowedOrigins'), context),
  ]
  return [
    ...checkOptions(config, at),
    ...origins,
    ...Object.entries(lists).flatMap(([key, check]) =>
      checkList(config[key as keyof typeof lists], at(key), (value) =>
        check(value, context.credentials),
      ),
    ),
    ...checkMaxAge(config.maxAgeSeconds, at('maxAgeSeconds')),
    ...checkCookie(config, at('sessionCookie'), context.credentials && origins.length === 0),
  ]
}

function checkOptions(config: object, at: (key: string) => string): ConfigIssue[] {
  const known = `The options are ${[...options].join(', ')}.`
  const unknown = Object.entries(config)
    .filter(([key]) => !options.has(key))
    .map(([key, value]) => issueOf('OPTION_UNKNOWN', at(key), value, known))
  const switches = ['credentials', ...flags.filter((key) => key in config)]
  const notBoolean = switches
    .map((key) => ({ key, value: (config as Record<string, unknown>)[key] }))
    .filter(({ value }) => typeof value !== 'boolean')
    .map(({ key, value }) => issueOf('OPTION_NOT_A_BOOLEAN', at(key), value))
  return [...unknown, ...notBoolean]
}

function checkApiOrigin(value: unknown, place: string, context: OriginContext): ConfigIssue[] {
  if (typeof value === 'string' && value.includes('*')) {
    return [issueOf('API_ORIGIN_PATTERN', place, value)]
  }
  return toIssues(checkOrigin(value, context), place, value)
}

function checkAllowedOrigins(value: unknown, place: string, context: OriginContext): ConfigIssue[] {
  if (Array.isArray(value) && value.length === 0) return [issueOf('ORIGINS_EMPTY', place, value)]
  const alone = Array.isArray(value) && value.length === 1
  return checkList(value, place, (entry) => {
    if (entry !== '*') return checkOrigin(entry, context)
    if (context.credentials) return [{ code: 'ORIGIN_WILDCARD_WITH_CREDENTIALS' }]
    return alone ? [] : [{ code: 'ORIGIN_WILDCARD_NOT_ALONE' }]
  })
}

function checkList(
  value: unknown,
  place: string,
  check: (entry: unknown) => Finding[],
): ConfigIssue[] {
  if (!Array.isArray(value)) {
    const suggestion = typeof value === 'string' ? `[${show(value)}]` : '[…]'
    return [issueOf('LIST_NOT_AN_ARRAY', place, value, suggestion)]
  }
  return value.flatMap((entry: unknown, index) =>
    toIssues(check(entry), `${place}[${index}]`, entry),
  )
}

function checkMaxAge(value: unknown, place: string): ConfigIssue[] {
  const valid = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 86400
  return valid ? [] : [issueOf('MAX_AGE_INVALID', place, value)]
}

/** The topology can be judged only if the origins hold. */
function checkCookie(config: PolicyConfig, place: string, withTopology: boolean): ConfigIssue[] {
  const { apiOrigin, allowedOrigins, sessionCookie = {} } = config
  const shape = checkCookieShape(place, config.sessionCookie)
  if (shape.length > 0) return shape
  if (!withTopology) return checkCookieAttributes(place, sessionCookie)

  const cookie: SessionCookie = { ...sessionCookieFor(apiOrigin, allowedOrigins), ...sessionCookie }
  return [
    ...checkCookieAttributes(place, cookie),
    ...checkCookieTopology(place, cookie, apiOrigin, allowedOrigins),
  ]
}

function toIssues(findings: Finding[], place: string, value: unknown): ConfigIssue[] {
  return findings.map(({ code, suggestion }) => issueOf(code, place, value, suggestion))
}
