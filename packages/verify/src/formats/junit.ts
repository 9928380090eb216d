import { create } from 'xmlbuilder2'
import { findingCodes, severities, type Finding, type FindingCode, type Report } from '../report.ts'
import { plainFinding } from './plain-finding.ts'
import { printable } from './printable.ts'
import type { FormatOptions } from './types.ts'
import { verdictSentence } from './words.ts'

/** One `<testcase>` and its outcome. */
interface Case {
  name: string
  outcome: 'passed' | 'failed' | 'skipped' | 'error'
  message: string
  detail: string
}

/**
 * Formats a report as JUnit XML: one test case for each code that was looked for, and one for each check
 * that was not run.
 */
export function formatJunit(report: Report, { failOn, notLookedFor }: FormatOptions): string {
  const cases = listCases(report, severities.slice(0, severities.indexOf(failOn) + 1), notLookedFor)
  const counted = (outcome: Case['outcome']) =>
    cases.filter((entry) => entry.outcome === outcome).length
  const totals = {
    name: 'cors-verify',
    tests: cases.length,
    failures: counted('failed'),
    errors: counted('error'),
    skipped: counted('skipped'),
    time: (report.durationMs / 1000).toFixed(3),
  }
  const document = create({ version: '1.0', encoding: 'UTF-8' })
  const suites = document.ele('testsuites', totals)
  const suite = suites.ele('testsuite', totals)
  const properties = suite.ele('properties')
  properties.ele('property', { name: 'target', value: legal(report.target) })
  properties.ele('property', { name: 'origins', value: legal(report.origins.join(', ')) })
  properties.ele('property', { name: 'verdict', value: report.verdict })
  properties.ele('property', { name: 'browser', value: report.browser ?? 'none' })
  for (const entry of cases) {
    const element = suite.ele('testcase', { classname: 'cors-verify', name: legal(entry.name) })
    addOutcome(element, entry)
  }
  const disagreements = report.disagreements.map(
    ({ request, predicted, observed }) =>
      `Bug in cors-verify, please report it: ${request}: predicted "${predicted}", observed "${observed}".`,
  )
  if (disagreements.length > 0) suite.ele('system-err').txt(legal(disagreements.join('\n')))
  return `${document.end({ prettyPrint: true })}\n`
}

function addOutcome(element: ReturnType<typeof create>, { outcome, message, detail }: Case): void {
  const attributes = { message: legal(message) }
  if (outcome === 'failed') element.ele('failure', attributes).txt(legal(detail))
  if (outcome === 'error') element.ele('error', attributes).txt(legal(detail))
  if (outcome === 'skipped') element.ele('skipped', attributes)
  if (outcome === 'passed' && detail !== '') element.ele('system-out').txt(legal(detail))
}

function listCases(
  report: Report,
  failing: readonly string[],
  notLookedFor: readonly FindingCode[],
): Case[] {
  const skipped = new Map(report.skipped.map(({ check, reason }) => [check, reason]))
  const found = new Set(report.findings.map(({ code }) => code))
  const codes = findingCodes
    .filter((code) => found.has(code) || !notLookedFor.includes(code))
    .map((code) => caseOf(code, report, failing, skipped.get(code)))
  const others = [...skipped]
    .filter(([check]) => !findingCodes.some((code) => code === check))
    .map(([name, message]): Case => ({ name, outcome: 'skipped', message, detail: '' }))
  return [...codes, ...others, ...ending(report)]
}

/** An incomplete run is an error, independent of `--fail-on`. */
function ending(report: Report): Case[] {
  if (report.complete || !report.reachable) return []
  return [{ name: 'the whole run', outcome: 'error', message: verdictSentence(report), detail: '' }]
}

function caseOf(
  code: FindingCode,
  report: Report,
  failing: readonly string[],
  reason: string | undefined,
): Case {
  const found = report.findings.filter((finding) => finding.code === code)
  const first = found.find(({ severity }) => failing.includes(severity)) ?? found[0]
  const passed = { name: code, outcome: 'passed', message: '', detail: '' } as const
  if (!report.reachable && code === 'not-cors') {
    const detail = found.map(describe).join('\n\n')
    return { ...passed, outcome: 'error', message: verdictSentence(report), detail }
  }
  if (first !== undefined) {
    const outcome = failing.includes(first.severity) ? 'failed' : 'passed'
    const message = `${first.severity}: ${first.title}`
    return { ...passed, outcome, message, detail: found.map(describe).join('\n\n') }
  }
  const skipped = reasonOf(report) ?? reason
  return skipped === undefined ? passed : { ...passed, outcome: 'skipped', message: skipped }
}

/** Returns why a code without a finding is not known to be absent; undefined if the run was complete. */
function reasonOf({ reachable, complete }: Report): string | undefined {
  if (!reachable) return 'the target sent no response'
  return complete ? undefined : 'not everything could be checked'
}

function describe(finding: Finding): string {
  return `${finding.severity}: ${finding.title}\n${plainFinding(finding)}`
}

/**
 * Replaces the characters of a text that XML does not allow: a server may send control characters and
 * other code points outside of `Char`.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
function legal(text: string): string {
  const lines = text.split('\n').map(printable).join('\n')
  return lines.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
}
