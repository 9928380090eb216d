import assert from 'node:assert/strict'
import {
  CorsConfigError,
  definePolicy,
  type ConfigIssue,
  type Policy,
  type PolicyConfig,
  type RuleCode,
  type Sources,
} from '@repo/config'

/** A valid configuration. A test changes one option of it. */
export const valid: PolicyConfig = {
  apiOrigin: 'https://api.acme.dev',
  allowedOrigins: ['https://app.acme.dev'],
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  requestHeaders: ['Content-Type'],
  exposedHeaders: ['X-Total-Count'],
  credentials: true,
  maxAgeSeconds: 7200,
}

/** Any options with any values, as a configuration in JavaScript can have them. */
export type Change = { [Key in keyof PolicyConfig]?: unknown } & Record<string, unknown>

/** Defines the policy of the valid configuration with a change. */
export function define(change: Change = {}, environment = 'staging', sources?: Sources): Policy {
  return definePolicy(environment, { ...valid, ...change } as PolicyConfig, sources)
}

/** Returns the issues of a changed configuration; fails the test if it is valid. */
export function issuesOf(
  change: Change,
  environment = 'staging',
  sources?: Sources,
): readonly ConfigIssue[] {
  return errorOf(() => define(change, environment, sources)).issues
}

/** Returns the configuration error of a call; fails the test if it does not throw one. */
export function errorOf(call: () => unknown): CorsConfigError {
  try {
    call()
  } catch (error) {
    assert.ok(error instanceof CorsConfigError, `${String(error)} is not a CorsConfigError`)
    return error
  }
  throw new assert.AssertionError({ message: 'the configuration is valid' })
}

/** Returns `code source` of each issue, to compare whole lists. */
export function summary(issues: readonly ConfigIssue[]): string[] {
  return issues.map(({ code, source }) => `${code} ${source}`)
}

/** Returns the codes of the issues of a changed configuration. */
export function codes(change: Change, environment?: string): RuleCode[] {
  return issuesOf(change, environment).map(({ code }) => code)
}
