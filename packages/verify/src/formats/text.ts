import picocolors from 'picocolors'
import type { Finding, Fix, Report, Severity } from '../report.ts'
import { exchangeLines } from './exchange-lines.ts'
import { blockLines, stackHint, stackLine } from './fix-lines.ts'
import { printable } from './printable.ts'
import type { FormatOptions } from './types.ts'
import { count, outcomeOf, summary, verdictSentence, worstFirst } from './words.ts'
import { labelled, wrap } from './wrap.ts'

/** Formats a report for a terminal: the verdict, then each finding with its evidence and its fix. */
export function formatText(report: Report, { color, width }: FormatOptions): string {
  const paint = picocolors.createColors(color)
  const shown = new Map<string, number>()
  const parts = [
    headline(report, width, paint),
    ...(report.disagreements.length === 0 ? [] : [disagreements(report, width, paint)]),
    ...worstFirst(report.findings).map((finding, index) =>
      block(finding, index, shown, width, paint),
    ),
    ...(report.skipped.length === 0 ? [] : [skipped(report, width, paint)]),
    paint.dim(wrap(prose(summary(report)), width, '')),
  ]
  return `${parts.join('\n\n')}\n`
}

type Paint = ReturnType<typeof picocolors.createColors>

function headline(report: Report, width: number, paint: Paint): string {
  const word = outcomeOf(report)
  const text = wrap(`${word}: ${prose(verdictSentence(report))}`, width, '')
  const style =
    word === report.verdict
      ? severityStyle(paint, report.verdict === 'incomplete' ? 'weak' : report.verdict)
      : paint.red
  return paint.bold(style(text.slice(0, word.length))) + paint.bold(text.slice(word.length))
}

function severityStyle(paint: Paint, severity: Severity | 'ok'): (text: string) => string {
  if (severity === 'critical' || severity === 'broken') return paint.red
  if (severity === 'weak') return paint.yellow
  return severity === 'ok' ? paint.green : paint.cyan
}

/** Width of the column of labels, their indent included. */
const column = 14

function block(
  finding: Finding,
  index: number,
  shown: Map<string, number>,
  width: number,
  paint: Paint,
): string {
  const { severity, code, title, observed, expected, impact, fix, reference, evidence } = finding
  const line = (label: string, text: string) => field(label, text, width, paint)
  // Remarks of a browser are shown below the exchange of the HTTP checks.
  const remarks = evidence
    .slice(1)
    .flatMap(({ by, remark }) => (by === 'http' ? [] : (remark ?? [])))
  const more = evidence.length - 1 - remarks.length
  const head = wrap(`${index + 1}. ${severity}: ${prose(title)} [${code}]`, width, '   ')
  const start = `${index + 1}. `.length
  const end = start + severity.length
  const style = severityStyle(paint, severity)
  return [
    head.slice(0, start) + paint.bold(style(head.slice(start, end))) + paint.bold(head.slice(end)),
    line('Observed', observed),
    line('Expected', expected),
    line('Impact', impact),
    ...evidence.slice(0, 1).flatMap((proof) => proofLines(proof, paint)),
    ...remarks.map((text) => line('', text)),
    ...(more > 0 ? [line('', `and ${count(more, 'exchange')} more: --format json`)] : []),
    ...fixLines(fix, index + 1, shown, width, paint),
    line('Reference', reference),
  ].join('\n')
}

function proofLines(proof: Finding['evidence'][number], paint: Paint): string[] {
  const lines = exchangeLines(proof)
  return [
    `${paint.dim('   Evidence'.padEnd(column))}${paint.dim(`by ${proof.by}`)}`,
    ...lines.map((line) => `${' '.repeat(column)}${line}`),
  ]
}

/** Indent of a block: smaller than that of the texts, so that its lines fit and can be copied. */
const blockIndent = ' '.repeat(5)

/** @param shown the numbers of the earlier findings that have a block, by stack and block */
function fixLines(
  fixes: readonly Fix[],
  number: number,
  shown: Map<string, number>,
  width: number,
  paint: Paint,
): string[] {
  return fixes.flatMap((fix) => {
    const { block, change, stack } = fix
    const before = block === undefined ? undefined : shown.get(`${stack} ${block}`)
    if (block !== undefined && before === undefined) shown.set(`${stack} ${block}`, number)
    const lines = before === undefined ? blockLines(fix) : []
    return [
      field('Fix', stackLine(fix), width, paint),
      field('', change, width, paint),
      ...(before === undefined
        ? []
        : [field('', `Configuration: see finding ${before}.`, width, paint)]),
      ...lines.map((line) => (line === '' ? '' : blockIndent + paint.cyan(line))),
      ...stackHint(fix).map((hint) => field('', hint, width, paint)),
    ]
  })
}

/** Formats a label, and a text beside it with a hanging indent. */
function field(label: string, text: string, width: number, paint: Paint): string {
  const start = `   ${label}`.padEnd(column)
  return paint.dim(start) + labelled('', prose(text), column, width).slice(column)
}

/** Makes a text printable, with ASCII quotes and dots for terminals without Unicode. */
function prose(text: string): string {
  return printable(text)
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replaceAll('\u2026', '...')
}

function skipped({ skipped: all }: Report, width: number, paint: Paint): string {
  const lines = all.map(({ check, reason }) =>
    wrap(`- ${prose(check)}: ${prose(reason)}`, width, '  '),
  )
  return [paint.bold('Not checked'), ...lines].join('\n')
}

function disagreements({ disagreements: all }: Report, width: number, paint: Paint): string {
  const explanation =
    'cors-verify predicted a different result than the browser observed. This is a bug in cors-verify, not in your server; the finding below may be wrong. Please report these lines.'
  return [
    paint.inverse(paint.red(' BUG IN CORS-VERIFY ')),
    wrap(explanation, width, ''),
    ...all.flatMap(({ request, predicted, observed }) => [
      wrap(`- ${prose(request)}`, width, '  '),
      `  ${labelled('predicted:', prose(predicted), 11, width - 2)}`,
      `  ${labelled('observed:', prose(observed), 11, width - 2)}`,
    ]),
  ].join('\n')
}
