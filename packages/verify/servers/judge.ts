import type { Finding, FindingCode, ObservedBy, Report } from '../src/report.ts'
import type { TestServer, ServerFile } from './index.ts'

/** The findings of a server, compared with the expected ones. */
export interface Verdict {
  id: string
  kind: ServerFile['kind']
  server: TestServer
  /** Codes found at weak or above, and the sources of evidence for each. */
  found: readonly { code: FindingCode; by: readonly ObservedBy[] }[]
  /** The differences from the expected findings; empty if there are none. */
  problems: readonly string[]
  milliseconds: number
}

/**
 * Compares a report with what a server expects: an expected code may have severity `info`, and any
 * other code may be `info`; everything else is a problem.
 *
 * @param report the report, or the error of the run
 */
export function judge(file: ServerFile, server: TestServer, report: Report | Error): Verdict {
  const { id, kind } = file
  if (report instanceof Error)
    return { id, kind, server, found: [], problems: [`failed: ${report.message}`], milliseconds: 0 }

  const { expects } = server
  const counted = report.findings.filter(
    ({ code, severity }) => severity !== 'info' || expects.includes(code),
  )
  const codes = [...new Set(counted.map(({ code }) => code))]
  const missed = expects.filter((code) => !codes.includes(code))
  const wrong = codes.filter((code) => !expects.includes(code))
  const disagreements = report.disagreements.map(
    ({ request, predicted, observed }) =>
      `disagreement on ${request}: predicted ${predicted}, observed ${observed}`,
  )
  const problems = [
    ...(report.reachable ? [] : ['never reachable']),
    ...(report.complete ? [] : ['never complete']),
    ...missed.map((code) => `missed ${code}`),
    ...wrong.map((code) => `${expects.length === 0 ? 'false alarm' : 'wrong cause'} ${code}`),
    ...disagreements,
  ]
  const causes = causesOf(report.findings)
  const expectedCauses = [server.cause ?? []].flat()
  for (const cause of expectedCauses.filter((id) => !causes.includes(id)))
    problems.push(`cause ${cause} not named, but ${causes.join(', ') || 'none'}`)
  for (const cause of causes.filter((id) => !expectedCauses.includes(id)))
    problems.push(`wrong cause ${cause}`)
  const found = codes.map((code) => ({ code, by: observersOf(counted, code) }))
  return { id, kind, server, found, problems, milliseconds: report.durationMs }
}

/** The causes that the findings name, infos left out. */
function causesOf(findings: readonly Finding[]): string[] {
  const named = findings
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ cause, otherCauses = [] }) => (cause === undefined ? [] : [cause, ...otherCauses]))
  return [...new Set(named)]
}

function observersOf(findings: readonly Finding[], code: FindingCode): ObservedBy[] {
  const same = findings.filter((finding) => finding.code === code)
  return [...new Set(same.flatMap(({ evidence }) => evidence.map(({ by }) => by)))]
}
