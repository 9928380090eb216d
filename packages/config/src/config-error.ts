import { rules, type Rule, type RuleCode } from './rules.ts'

/** One thing that is wrong with a configuration. */
export interface ConfigIssue extends Rule {
  code: RuleCode
  /** Where: `production.allowedOrigins[0]`, or the variable that set it: `WEB_ORIGINS[0]`. */
  place: string
  value: unknown
}

/** Thrown with every problem of one configuration at once. */
export class CorsConfigError extends Error {
  override readonly name = 'CorsConfigError'
  readonly issues: readonly ConfigIssue[]

  constructor(environment: string, issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? '1 problem' : `${issues.length} problems`
    super(
      [`${count} in the CORS configuration "${environment}"`, ...issues.map(formatIssue)].join(
        '\n\n',
      ),
    )
    this.issues = issues
  }
}

/**
 * Looks the rule up and fills in what to write instead.
 *
 * @param suggestion the cure; an origin or name is quoted, a sentence is not
 */
export function issueOf(
  code: RuleCode,
  place: string,
  value: unknown,
  suggestion = '',
): ConfigIssue {
  const { reason, fix, spec } = rules[code]
  return { code, place, value, reason, fix: fix.replace('{suggestion}', () => suggestion), spec }
}

function formatIssue({ code, place, value, reason, fix, spec }: ConfigIssue): string {
  return `${code}  ${escapeControls(place)} ${show(value)}: ${reason}. ${fix}\n  ${spec}`
}

/** A value as its author wrote it, on one line and never longer than the message can bear. */
export function show(value: unknown): string {
  const text = escapeControls(typeof value === 'string' ? JSON.stringify(value) : describe(value))
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** Line ends, terminal escapes and direction marks that JSON leaves as they are. */
function escapeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (mark) => `\\u${mark.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  )
}

function describe(value: unknown): string {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => (Array.isArray(entry) ? '[…]' : show(entry)))
    return `[${entries.join(', ')}]`
  }
  if (typeof value === 'function') return `function ${value.name}`.trimEnd()
  if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
    return Object.prototype.toString.call(value)
  }
  return String(value)
}
