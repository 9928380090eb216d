import type { Policy, Settings } from '../types.ts'
import { javascript, texts } from './syntax.ts'

/** The settings of handleCors of h3. */
export const handleCorsSettings: Settings = {
  origins: 'origin',
  credentials: 'credentials: true',
  methods: 'methods',
  requestHeaders: 'allowHeaders',
  exposedHeaders: 'exposeHeaders',
  maxAge: 'maxAge',
}

/** Returns the options that h3 1 and 2 have in common, as lines of an object literal. */
export function handleCorsOptions(policy: Policy): string[] {
  return [
    `origin: [${texts(javascript, policy.origins)}],`,
    `credentials: ${policy.credentials},`,
    `methods: [${texts(javascript, policy.methods)}],`,
    `allowHeaders: [${texts(javascript, policy.requestHeaders)}],`,
    `exposeHeaders: [${texts(javascript, policy.exposedHeaders)}],`,
  ]
}
