import type { TestInfo } from '@playwright/test'
import { exchangeLines } from '../formats/exchange-lines.ts'
import { plainFinding, plainFix } from '../formats/plain-finding.ts'
import { worstFirst } from '../formats/words.ts'
import type { Finding } from '../report.ts'

/** The parts of the `TestInfo` of Playwright with which a test shows more than its message. */
export type TestReport = Pick<TestInfo, 'annotations' | 'attach'>

/**
 * Attaches the exchanges and the fixes to the report of a test, and notes the causes.
 *
 * @param remark why the findings fail this test, if they are about another request
 * @returns the error to throw: the cause, the exchange and the fix in its message, and no stack, which
 *   would show this package instead of the API
 */
export async function failureOf(
  findings: readonly Finding[],
  report: TestReport,
  remark?: string,
): Promise<Error> {
  const worst = worstFirst(findings)
  for (const finding of worst) {
    const { code, cause, title, evidence, fix } = finding
    report.annotations.push({ type: cause ?? code, description: title })
    await attach(
      report,
      'exchange',
      evidence.map((each) => exchangeLines(each).join('\n')),
    )
    await attach(
      report,
      'fix',
      fix.map((each) => plainFix(each).join('\n')),
    )
  }
  const error = new Error([remark ?? [], worst.map(messageOf)].flat().join('\n\n'))
  error.name = 'CorsError'
  error.stack = `${error.name}: ${error.message}`
  return error
}

function messageOf(finding: Finding): string {
  const { title, code, cause, evidence } = finding
  const remarks = evidence
    .slice(1)
    .flatMap(({ by, remark }) => (by === 'http' ? [] : (remark ?? [])))
  return [
    `${title} [${cause === undefined || cause === code ? code : `${code}, ${cause}`}]`,
    ...remarks,
    '',
    plainFinding(finding),
  ].join('\n')
}

async function attach(report: TestReport, name: string, parts: readonly string[]): Promise<void> {
  if (parts.length === 0) return
  await report.attach(name, { body: parts.join('\n\n'), contentType: 'text/plain' })
}
