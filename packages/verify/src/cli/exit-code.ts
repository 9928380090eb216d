import { severities, type Report } from '../report.ts'
import type { FailLevel } from './settings.ts'

export const exitCodes = { nothing: 0, findings: 1, couldNotRun: 2 } as const

/** A target that never answered says nothing about its CORS set-up: that is no success. */
export function exitCode({ reached, findings }: Report, failOn: FailLevel): number {
  if (!reached) return exitCodes.couldNotRun
  const failing = severities.slice(0, severities.indexOf(failOn) + 1)
  return findings.some(({ severity }) => failing.includes(severity))
    ? exitCodes.findings
    : exitCodes.nothing
}
