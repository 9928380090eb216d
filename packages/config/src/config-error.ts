import { rules, type RuleCode } from './rules.ts'
import type { Placeholder } from './types.ts'

/** One invalid value of a configuration. */
export interface ConfigIssue {
  /** The code of the rule, such as `ORIGIN_PATH`: see packages/config/README.md. */
  code: RuleCode
  /**
   * The file or variable of the value, such as `WEB_ORIGINS[0]` or
   * `packages/config/src/cors-policy.ts methods[1]`.
   */
  source: string
  value: unknown
  reason: string
  fix: string
  /** The section of the standard that states the rule, or a file of this repository. */
  spec: string
}

/** The broken rule of a value, without the source of the value. */
export interface Finding {
  code: RuleCode
  /** What to write instead; an origin or a name is quoted, a sentence is not. */
  suggestion?: string
}

/** An invalid configuration, with all its issues. The message names each, its reason and fix. */
export class CorsConfigError extends Error {
  override readonly name = 'CorsConfigError'
  readonly issues: readonly ConfigIssue[]

  /** @param subject what is invalid, such as `the CORS configuration "production"` */
  constructor(subject: string, issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? '1 problem' : `${issues.length} problems`
    super([`${count} in ${subject}`, ...issues.map(formatIssue)].join('\n\n'))
    this.issues = issues
  }
}

/** Fills a rule in for one value. */
export function issueOf(
  code: RuleCode,
  source: string,
  value: unknown,
  details: { suggestion?: string; origin?: string } = {},
): ConfigIssue {
  const words: Record<Placeholder, string> = {
    value: show(value),
    suggestion: details.suggestion ?? '',
    source: toEdit(source),
    origin: details.origin ?? '',
  }
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => words[name as Placeholder])
  const { reason, fix, spec } = rules[code]
  return { code, source, value, reason: fill(reason), fix: fill(fix), spec }
}

/** Returns the variable or file of a source, without the index and the path inside the file. */
function toEdit(source: string): string {
  return source.replace(/\[\d+\]$/, '').replace(/^(\S+\.ts) .*$/, '$1')
}

/**
 * Formats an issue as two lines: code, source, value, reason and fix; then the link to the rule.
 *
 * Control characters in a value are escaped, and a long value is cut.
 */
export function formatIssue({ code, source, value, reason, fix }: ConfigIssue): string {
  const link = `packages/config/README.md#${code}`
  return `${code}  ${escapeControls(source)} ${show(value)}: ${reason}. ${fix}\n  See ${link}`
}

/**
 * Calls `read` and returns its result. If it throws a {@link CorsConfigError}, adds its formatted
 * issues to `problems` and returns undefined, so that a program can report all problems at once.
 */
export function collectIssues<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    problems.push(...error.issues.map(formatIssue))
    return undefined
  }
}

/** Returns a value as its author wrote it, on one line, cut at 120 characters. */
export function show(value: unknown): string {
  const text = escapeControls(typeof value === 'string' ? JSON.stringify(value) : describe(value))
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** Escapes line ends, terminal escapes and direction marks, which JSON leaves as they are. */
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
