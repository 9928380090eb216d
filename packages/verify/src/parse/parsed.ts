import { redactUrls } from '../http/redact.ts'
import type { OptionProblem } from '../plan.ts'

/** Why a value is invalid, and the fix; both are sentences. */
export interface Wrong {
  reason: string
  fix: string
  /** The given value, with secrets redacted. */
  shown?: string
}

/** The parsed value, or why the given one is invalid. */
export type Parsed<T> = { value: T } | Wrong

/**
 * Parses every entry of an option and adds invalid ones to `problems`.
 *
 * @param flag such as `--origin`; the source of an entry is `--origin[0]`
 * @param key entries with the same key are duplicates; the first one is used
 */
export function parseEach<T>(
  flag: string,
  entries: readonly string[],
  parse: (entry: string) => Parsed<T>,
  key: (value: T) => string,
  problems: OptionProblem[],
): T[] {
  const values = new Map<string, T>()
  for (const [index, entry] of entries.entries()) {
    const value = take(`${flag}[${index}]`, entry, parse(entry), problems)
    if (value !== undefined && !values.has(key(value))) values.set(key(value), value)
  }
  return [...values.values()]
}

/** Returns the parsed value, or adds its problem to `problems` and returns `undefined`. */
export function take<T>(
  source: string,
  given: string,
  parsed: Parsed<T>,
  problems: OptionProblem[],
): T | undefined {
  if ('value' in parsed) return parsed.value
  const { reason, fix, shown = redactUrls(given) } = parsed
  // Problems end up in logs; a password in a URL must not.
  problems.push({ source, value: shown, reason, fix: redactUrls(fix) })
  return undefined
}
