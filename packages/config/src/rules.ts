import { cookieRules } from './rules/cookie.ts'
import { listRules } from './rules/lists.ts'
import { optionRules } from './rules/options.ts'
import { originRules } from './rules/origins.ts'
import { spellingRules } from './rules/spelling.ts'

/** Why a value is refused, what to write instead (`{suggestion}` is filled in), and who says so. */
export interface Rule {
  reason: string
  fix: string
  spec: string
}

/** Every rule a configuration is held to, by code. */
export const rules = {
  ...optionRules,
  ...originRules,
  ...spellingRules,
  ...listRules,
  ...cookieRules,
} as const satisfies Record<string, Rule>

/** The code of a rule, stable across releases: tests and other programs may rely on it. */
export type RuleCode = keyof typeof rules
