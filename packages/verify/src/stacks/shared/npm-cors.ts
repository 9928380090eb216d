import { valueOf } from '../../http/header-lines.ts'
import type { Policy, Recogniser, Settings } from '../types.ts'
import { namesOf, preflight } from './marks.ts'
import { javascript, texts } from './syntax.ts'

/** The settings of the npm package cors; @fastify/cors has the same names. */
export const npmCorsSettings: Settings = {
  origins: 'origin',
  credentials: 'credentials: true',
  methods: 'methods',
  requestHeaders: 'allowedHeaders',
  exposedHeaders: 'exposedHeaders',
  maxAge: 'maxAge',
}

/** Recognises the npm package cors: a preflight response with its default methods, without spaces. */
export const npmCorsHabit: Recogniser = preflight(
  'the default methods of the npm package cors in a preflight response',
  (response) =>
    valueOf(response.headers, 'access-control-allow-methods') ===
      'GET,HEAD,PUT,PATCH,POST,DELETE' &&
    namesOf(response).includes('Access-Control-Allow-Methods'),
)

/** The options as an object literal. */
export function npmCorsOptions(policy: Policy, indent = ''): string {
  const lines = [
    `origin: [${texts(javascript, policy.origins)}],`,
    `credentials: ${policy.credentials},`,
    `methods: [${texts(javascript, policy.methods)}],`,
    `allowedHeaders: [${texts(javascript, policy.requestHeaders)}],`,
    `exposedHeaders: [${texts(javascript, policy.exposedHeaders)}],`,
    `maxAge: ${policy.maxAgeSeconds},`,
  ]
  return ['{', ...lines.map((line) => `  ${line}`), '}'].join(`\n${indent}`)
}
