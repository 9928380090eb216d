import type { Lines, Step } from '../../shared/types.ts'
import { hasDecided } from './header-notes.ts'
import type { ShownLine } from './row.ts'

const alwaysShown = /^(access-control-|origin$|cookie$|vary$|set-cookie$|location$|upgrade$)/

/** Of a request: what CORS and cookies are about, and what the page has set. */
export function shownOfRequest(lines: Lines, step: Step, marked?: string): ShownLine[] {
  return shown(lines, step.kind === 'fetch' ? Object.keys(step.headers ?? {}) : [], marked)
}

/** Of an answer: what CORS and cookies are about, and what the page tries to read. */
export function shownOfResponse(lines: Lines, step: Step, marked?: string): ShownLine[] {
  return shown(lines, step.kind === 'fetch' ? (step.reads ?? []) : [], marked)
}

/** @param marked the header that decided, in lower case: it is shown in any case */
function shown(lines: Lines, further: readonly string[], marked?: string): ShownLine[] {
  const names = new Set(further.map((name) => name.toLowerCase()))
  return lines
    .map(([name, value]) => ({ name, value, key: name.toLowerCase() }))
    .filter(({ key }) => alwaysShown.test(key) || names.has(key) || key === marked)
    .map(({ name, value, key }) => ({ name, value, decides: hasDecided(key, marked) }))
}
