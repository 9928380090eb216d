import { schemeOfApp } from './app-origin.ts'
import { checkCookieAttributes, checkCookieSites, checkCookieTypes } from './check-cookie.ts'
import { checkExposedHeader, checkMethod, checkRequestHeader } from './check-names.ts'
import { checkOrigin, isLoopbackHttp, type OriginContext } from './check-origin.ts'
import { issueOf, show, type ConfigIssue, type Finding } from './config-error.ts'
import { sessionCookieFor } from './cookie.ts'
import { isObject } from './copy-config.ts'
import { didYouMean } from './did-you-mean.ts'
import type { PolicyConfig, SessionCookie } from './types.ts'

const lists = {
  methods: checkMethod,
  requestHeaders: checkRequestHeader,
  exposedHeaders: checkExposedHeader,
}
const flags = ['dangerouslyAllowInsecureOrigins', 'dangerouslyAllowPlaceholders'] as const
const options: string[] = [
  ...['apiOrigin', 'allowedOrigins', 'credentials', 'maxAgeSeconds', 'sessionCookie'],
  ...Object.keys(lists),
  ...flags,
]

/**
 * Checks a configuration against every rule.
 *
 * @param at returns the source of an option, for messages
 * @returns all issues; an empty list if the configuration is valid
 */
export function checkConfig(
  environment: string,
  config: PolicyConfig,
  at: (option: string) => string,
): ConfigIssue[] {
  if (!isObject(config)) {
    return [issueOf('CONFIG_NOT_AN_OBJECT', environment, config)]
  }
  const context: OriginContext = {
    credentials: config.credentials,
    production: environment === 'production',
    apiOnLoopback: isLoopbackHttp(config.apiOrigin),
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

function checkOptions(config: object, at: (option: string) => string): ConfigIssue[] {
  const unknown = Object.entries(config)
    .filter(([key]) => !options.includes(key))
    .map(([key, value]) => {
      const suggestion = didYouMean(key, options, 'options')
      return issueOf('OPTION_UNKNOWN', at(key), value, { suggestion })
    })
  const booleans = ['credentials', ...flags.filter((key) => key in config)]
  const notBoolean = booleans
    .map((key) => ({ key, value: (config as Record<string, unknown>)[key] }))
    .filter(({ value }) => typeof value !== 'boolean')
    .map(({ key, value }) => issueOf('OPTION_NOT_A_BOOLEAN', at(key), value))
  return [...unknown, ...notBoolean]
}

function checkApiOrigin(value: unknown, source: string, context: OriginContext): ConfigIssue[] {
  if (typeof value === 'string' && value.includes('*')) {
    return [issueOf('API_ORIGIN_PATTERN', source, value)]
  }
  if (typeof value === 'string' && schemeOfApp(value.trim()) !== undefined) {
    return [issueOf('API_ORIGIN_APP', source, value)]
  }
  return toIssues(checkOrigin(value, context), source, value)
}

function checkAllowedOrigins(
  value: unknown,
  source: string,
  context: OriginContext,
): ConfigIssue[] {
  if (Array.isArray(value) && value.length === 0) return [issueOf('ORIGINS_EMPTY', source, value)]
  const alone = Array.isArray(value) && value.length === 1
  return checkList(value, source, (entry) => {
    if (entry !== '*') return checkOrigin(entry, context)
    if (context.credentials) return [{ code: 'ORIGIN_WILDCARD_WITH_CREDENTIALS' }]
    return alone ? [] : [{ code: 'ORIGIN_WILDCARD_NOT_ALONE' }]
  })
}

function checkList(
  value: unknown,
  source: string,
  check: (entry: unknown) => Finding[],
): ConfigIssue[] {
  if (!Array.isArray(value)) {
    const suggestion = typeof value === 'string' ? `[${show(value)}]` : '[…]'
    return [issueOf('LIST_NOT_AN_ARRAY', source, value, { suggestion })]
  }
  return value.flatMap((entry: unknown, index) =>
    toIssues(check(entry), `${source}[${index}]`, entry),
  )
}

function checkMaxAge(value: unknown, source: string): ConfigIssue[] {
  const valid = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 86400
  return valid ? [] : [issueOf('MAX_AGE_INVALID', source, value)]
}

/** @param withSites false if the origins are invalid, so that their sites cannot be compared */
function checkCookie(config: PolicyConfig, source: string, withSites: boolean): ConfigIssue[] {
  const { apiOrigin, allowedOrigins, sessionCookie = {} } = config
  const types = checkCookieTypes(source, config.sessionCookie)
  if (types.length > 0) return types
  if (!withSites) return checkCookieAttributes(source, sessionCookie)

  const cookie: SessionCookie = { ...sessionCookieFor(apiOrigin, allowedOrigins), ...sessionCookie }
  return [
    ...checkCookieAttributes(source, cookie),
    ...checkCookieSites(source, cookie, apiOrigin, allowedOrigins),
  ]
}

function toIssues(findings: Finding[], source: string, value: unknown): ConfigIssue[] {
  return findings.map(({ code, ...details }) => issueOf(code, source, value, details))
}
