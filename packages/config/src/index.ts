export { CorsConfigError, type ConfigIssue } from './config-error.ts'
export { sessionCookieFor, type SessionCookie } from './cookie.ts'
export {
  definePolicy,
  type Environment,
  type Places,
  type Policy,
  type PolicyConfig,
} from './define-policy.ts'
export { describeRefusal } from './describe-refusal.ts'
export { environments } from './environments.ts'
export { isSameSite } from './origin.ts'
export { corsPolicy } from './policy.ts'
export { rules, type Rule, type RuleCode } from './rules.ts'
