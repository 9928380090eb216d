import assert from 'node:assert/strict'
import {
  CorsConfigError,
  definePolicy,
  type ConfigIssue,
  type Places,
  type Policy,
  type PolicyConfig,
  type RuleCode,
} from '@repo/config'

/** A configuration that every rule passes; a test breaks one thing in it. */
export const sound: PolicyConfig = {
  apiOrigin: 'https://api.acme.dev',
  allowedOrigins: ['https://app.acme.dev'],
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  requestHeaders: ['Content-Type'],
  exposedHeaders: ['X-Total-Count'],
  credentials: true,
  maxAgeSeconds: 7200,
}

/** What a configuration written in JavaScript may hold: anything, under any name. */
export type Change = { [Key in keyof PolicyConfig]?: unknown } & Record<string, unknown>

export function define(change: Change = {}, environment = 'staging', places?: Places): Policy {
  return definePolicy(environment, { ...sound, ...change } as PolicyConfig, places)
}

/** The issues of a configuration; fails the test if there are none. */
export function issuesOf(
  change: Change,
  environment = 'staging',
  places?: Places,
): readonly ConfigIssue[] {
  return errorOf(() => define(change, environment, places)).issues
}

export function errorOf(boot: () => unknown): CorsConfigError {
  try {
    boot()
  } catch (error) {
    assert.ok(error instanceof CorsConfigError, `${String(error)} is no CorsConfigError`)
    return error
  }
  throw new assert.AssertionError({ message: 'the configuration was not refused' })
}

/** `code place` of each issue: short enough to compare whole lists. */
export function summary(issues: readonly ConfigIssue[]): string[] {
  return issues.map(({ code, place }) => `${code} ${place}`)
}

export function codes(change: Change, environment?: string): RuleCode[] {
  return issuesOf(change, environment).map(({ code }) => code)
}
