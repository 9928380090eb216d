import type { Finding, Fix } from '../report.ts'
import { exchangeLines } from './exchange-lines.ts'
import { blockLines, stackHint, stackLine } from './fix-lines.ts'

/** Formats a finding as plain lines, for outputs without columns and colours. */
export function plainFinding({
  observed,
  expected,
  impact,
  evidence,
  fix,
  reference,
}: Finding): string {
  const proof = evidence[0]
  return [
    `Observed: ${observed}`,
    `Expected: ${expected}`,
    `Impact: ${impact}`,
    ...(proof === undefined ? [] : [`Evidence by ${proof.by}:`, ...exchangeLines(proof)]),
    ...fix.flatMap(plainFix),
    `Reference: ${reference}`,
  ].join('\n')
}

/** Formats a fix as plain lines: its stack, the smallest change and the block. */
export function plainFix(fix: Fix): string[] {
  return [`Fix: ${stackLine(fix)}`, fix.change, ...blockLines(fix), ...stackHint(fix)]
}
