import { capitalized } from '../diagram/capitalized.ts'
import { severities, type Finding, type FindingCode, type Report } from '../report.ts'

/** `1 request`, `2 requests`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** Sorts findings by severity, the worst first. The sort is stable. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ severity }: Finding): number {
  return severities.indexOf(severity)
}

/** Returns the verdict as a sentence. */
export function verdictSentence(report: Report): string {
  const { target, origins, verdict, findings, reachable, complete } = report
  if (!reachable) return `${target} sent no response, so its CORS configuration is unknown.`
  const end = complete ? '' : ' Not everything could be checked.'
  const pages = `pages on ${enumerate(origins)}`
  const of = (...wanted: string[]) =>
    findings.filter(({ severity }) => wanted.includes(severity)).length
  switch (verdict) {
    case 'critical': {
      const also = of('broken') === 0 ? '' : ` Besides, ${pages} cannot use it as they need to.`
      return `Pages that are not yours can ${describeHarm(findings)}: ${target}.${also}${end}`
    }
    case 'broken':
      return `${capitalized(pages)} cannot use ${target} as they need to: ${count(of('broken'), 'problem')}.${end}`
    case 'incomplete': {
      const weak = of('weak') === 0 ? 'no fault' : count(of('weak'), 'weak point')
      return `Not everything could be checked. What was checked of ${target} has ${weak}.`
    }
    case 'weak':
      return `${capitalized(pages)} can use ${target}, with ${count(of('weak'), 'weak point')}.${end}`
    case 'ok':
      return `${capitalized(pages)} can use ${target}, and the checks found no fault.`
  }
}

/** Returns the outcome of the run in one word: the verdict, or `unreachable`. */
export function outcomeOf({ reachable, verdict }: Report): string {
  return reachable ? verdict : 'unreachable'
}

const harms: Partial<Record<FindingCode, string>> = {
  'disallowed-origin-reads-credentialed': 'read what only your users may',
  'csrf-simple-request': 'change things as your users',
  'websocket-disallowed-origin': 'open a WebSocket as your users',
}

function describeHarm(findings: readonly Finding[]): string {
  const codes = new Set(findings.map(({ code }) => code))
  const known = Object.entries(harms).filter(([code]) => codes.has(code as FindingCode))
  return known.length === 0 ? 'do harm' : enumerate(known.map(([, harm]) => harm))
}

/** Returns the last line: the numbers of findings and requests, the browser and the duration. */
export function summary({ findings, requests, browser, durationMs, skipped }: Report): string {
  const parts = severities
    .map((severity) => ({ severity, all: findings.filter((one) => one.severity === severity) }))
    .filter(({ all }) => all.length > 0)
    .map(({ severity, all }) => `${all.length} ${severity}`)
  return [
    parts.length === 0 ? 'no findings' : parts.join(', '),
    ...(skipped.length === 0 ? [] : [`${skipped.length} not checked`]),
    count(requests, 'request'),
    browser ?? 'no browser',
    `${(durationMs / 1000).toFixed(1)} s`,
  ].join(' | ')
}
