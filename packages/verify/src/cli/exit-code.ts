import { severities, type Report } from '../report.ts'
import type { FailLevel } from './settings.ts'

/** The exit codes of the command. */
export const exitCodes = { nothing: 0, findings: 1, couldNotRun: 2 } as const

/** Returns the exit code: 2 if the target was unreachable or a run without failing findings is incomplete. */
export function exitCode({ reachable, complete, findings }: Report, failOn: FailLevel): number {
  if (!reachable) return exitCodes.couldNotRun
  const failing = severities
    .slice(0, severities.indexOf(failOn) + 1)
    // In an incomplete run a `weak` finding is not certain: the missing part may show that it is worse.
    .filter((severity) => complete || severity === 'critical' || severity === 'broken')
  if (findings.some(({ severity }) => failing.includes(severity))) return exitCodes.findings
  return complete ? exitCodes.nothing : exitCodes.couldNotRun
}
