import type { Evidence, Finding, Fix, Report } from '../report.ts'
import { exchangeLines } from './exchange-lines.ts'
import { blockLines, stackHint, stackLine } from './fix-lines.ts'
import { printable } from './printable.ts'
import { outcomeOf, summary, verdictSentence, worstFirst } from './words.ts'

/**
 * Formats a report as the Markdown of GitHub and GitLab: for a comment, or for a job summary.
 *
 * @see https://github.github.com/gfm/
 */
export function formatMarkdown(report: Report): string {
  const { findings, skipped, disagreements } = report
  return `${[
    `## cors-verify: ${outcomeOf(report)}`,
    inline(verdictSentence(report)),
    ...disagreements.map(
      ({ request, predicted, observed }) =>
        `**A bug in cors-verify, please report it.** ${inline(`${request}: predicted "${predicted}", observed "${observed}".`)}`,
    ),
    ...worstFirst(findings).map(section),
    ...(skipped.length === 0
      ? []
      : [
          '### Not checked',
          skipped.map(({ check, reason }) => `- ${inline(`${check}: ${reason}`)}`).join('\n'),
        ]),
    inline(summary(report)),
  ].join('\n\n')}\n`
}

function section(finding: Finding, index: number): string {
  const { severity, title, code, observed, expected, impact, reference, evidence, fix } = finding
  return [
    `### ${index + 1}. ${severity}: ${inline(title)} \\[${code}\\]`,
    [
      `- **Observed:** ${inline(observed)}`,
      `- **Expected:** ${inline(expected)}`,
      `- **Impact:** ${inline(impact)}`,
      `- **Reference:** <${reference}>`,
    ].join('\n'),
    ...evidence.slice(0, 1).map(proof),
    ...fix.map(fixed),
  ].join('\n\n')
}

function proof(evidence: Evidence): string {
  return [
    `<details><summary>Evidence by ${evidence.by}</summary>`,
    fenced(exchangeLines(evidence)),
    '</details>',
  ].join('\n\n')
}

function fixed(fix: Fix): string {
  const lines = blockLines(fix)
  return [
    `**Fix:** ${inline(stackLine(fix))}`,
    inline(fix.change),
    ...(lines.length === 0 ? [] : [fenced(lines)]),
    ...stackHint(fix).map(inline),
  ].join('\n\n')
}

/** Formats a code block whose fence is longer than any run of backticks in it. */
function fenced(lines: readonly string[]): string {
  const text = lines.join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

/** An invisible character that keeps GitHub from linking a mention or an issue number. */
const zeroWidthSpace = '\u200b'

/** Escapes a text of a server: no markup, no HTML, no link, no mention of a user, no issue number. */
function inline(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~]/g, (character) => `\\${character}`)
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, (start) => start.replace('.', '&#46;'))
    .replace(/@|#(?=\d)/g, (start) => start + zeroWidthSpace)
}
