import type { Finding, FindingCode, Half, Report } from '../src/report.ts'
import type { SetUp, SetUpFile } from './index.ts'

/** What was found in a set-up, held against what is wrong with it. */
export interface Verdict {
  id: string
  kind: SetUpFile['kind']
  setUp: SetUp
  /** Codes found at weak or above, and which halves have evidence for each. */
  found: readonly { code: FindingCode; by: readonly Half[] }[]
  /** Empty if all is as expected. */
  problems: readonly string[]
  milliseconds: number
}

/**
 * Compares a report with what a set-up expects: an expected code may be found as a note, and any
 * other code may be a note; all else is a problem.
 *
 * @param report or the error that came in its place
 */
export function judge(file: SetUpFile, setUp: SetUp, report: Report | Error): Verdict {
  const { id, kind } = file
  if (report instanceof Error)
    return { id, kind, setUp, found: [], problems: [`failed: ${report.message}`], milliseconds: 0 }

  const { expects } = setUp
  const counted = report.findings.filter(
    ({ code, severity }) => severity !== 'note' || expects.includes(code),
  )
  const codes = [...new Set(counted.map(({ code }) => code))]
  const missed = expects.filter((code) => !codes.includes(code))
  const wrong = codes.filter((code) => !expects.includes(code))
  const disagreements = report.disagreements.map(
    ({ request, arithmetic, browser }) =>
      `disagreement on ${request}: arithmetic says ${arithmetic}, the browser ${browser}`,
  )
  const problems = [
    ...(report.reached ? [] : ['never reached']),
    ...(report.finished ? [] : ['never finished']),
    ...missed.map((code) => `missed ${code}`),
    ...wrong.map((code) => `${expects.length === 0 ? 'false alarm' : 'wrong cause'} ${code}`),
    ...disagreements,
  ]
  const found = codes.map((code) => ({ code, by: halvesOf(counted, code) }))
  return { id, kind, setUp, found, problems, milliseconds: report.durationMs }
}

function halvesOf(findings: readonly Finding[], code: FindingCode): Half[] {
  const same = findings.filter((finding) => finding.code === code)
  return [...new Set(same.flatMap(({ evidence }) => evidence.map(({ by }) => by)))]
}
