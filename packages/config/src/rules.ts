import { cookieRules } from './rules/cookie.ts'
import { listRules } from './rules/lists.ts'
import { optionRules } from './rules/options.ts'
import { originSyntaxRules } from './rules/origin-syntax.ts'
import { originRules } from './rules/origins.ts'
import type { Rule } from './types.ts'

/** Every rule for a configuration, by its code. */
export const rules = {
  ...optionRules,
  ...originRules,
  ...originSyntaxRules,
  ...listRules,
  ...cookieRules,
} as const satisfies Record<string, Rule>

/** The code of a rule. It is stable: tests and other programs may compare it. */
export type RuleCode = keyof typeof rules
