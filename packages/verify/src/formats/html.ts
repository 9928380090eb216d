import { createHash } from 'node:crypto'
import { escapeXml } from '../diagram/text.ts'
import { parseOriginPattern } from '../origin-pattern.ts'
import type { Finding, Report } from '../report.ts'
import type { CallContext } from './call-of-evidence.ts'
import { blockKey, findingSection } from './html-finding.ts'
import { htmlStyle } from './html-style.ts'
import { outcomeOf, summary, verdictSentence, worstFirst } from './words.ts'

/** Options of the run that the report does not contain. */
export interface HtmlOptions {
  /** The pages call with `credentials: 'include'`. */
  credentials: boolean
}

/**
 * Formats a report as one HTML page that loads no other resource: findings with sequence diagrams of
 * their exchanges. Texts of a server are escaped, and its control characters are printed as escapes.
 */
export function formatHtml(report: Report, options: HtmlOptions): string {
  const findings = worstFirst(report.findings)
  const outcome = outcomeOf(report)
  const firstWith = firstFindings(findings)
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeXml(`cors-verify: ${outcome}: ${report.target}`)}</title>`,
    `<style>${htmlStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>cors-verify: ${outcome}</h1>`,
    `<p class="verdict ${tone(report)}">${escapeXml(verdictSentence(report))}</p>`,
    `<p class="muted">${escapeXml(summary(report))}</p>`,
    ...contents(findings),
    '</header>',
    '<main>',
    ...disagreements(report),
    ...findings.map((finding, index) =>
      findingSection(finding, index + 1, firstWith, contextOf(report, finding, options)),
    ),
    ...skipped(report),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`
}

const hash = createHash('sha256').update(htmlStyle).digest('base64')

/** Allows the style of the page itself and nothing else: no script and no request. */
const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`

function tone({ verdict, reachable }: Report): string {
  if (!reachable || verdict === 'critical' || verdict === 'broken') return 'bad'
  return verdict === 'ok' ? 'ok' : 'weak'
}

function contents(findings: readonly Finding[]): string[] {
  if (findings.length < 2) return []
  const items = findings.map(
    ({ severity, title }, index) =>
      `<li><a href="#finding-${index + 1}">${escapeXml(title)}</a> <span class="severity ${severity}">${severity}</span></li>`,
  )
  return [`<nav aria-label="Findings"><ol class="contents">${items.join('')}</ol></nav>`]
}

function contextOf(
  { origins }: Report,
  { severity }: Finding,
  { credentials }: HtmlOptions,
): CallContext {
  const isAllowed = (origin: string) =>
    origins.some((one) => one === origin || parseOriginPattern(one)?.matches(origin))
  return { credentials, isHarmful: (origin) => severity === 'critical' && !isAllowed(origin) }
}

/** Returns the number of the first finding with a block, by `blockKey`. */
function firstFindings(findings: readonly Finding[]): Map<string, number> {
  const numbers = new Map<string, number>()
  for (const [index, { fix }] of findings.entries())
    for (const one of fix) if (!numbers.has(blockKey(one))) numbers.set(blockKey(one), index + 1)
  return numbers
}

function disagreements({ disagreements: all }: Report): string[] {
  if (all.length === 0) return []
  const items = all.map(
    ({ request, predicted, observed }) =>
      `<li>${escapeXml(`${request}: predicted "${predicted}", observed "${observed}".`)}</li>`,
  )
  return [
    '<section><h2>A bug in cors-verify, please report it</h2>',
    `<ul>${items.join('')}</ul></section>`,
  ]
}

function skipped({ skipped: all }: Report): string[] {
  if (all.length === 0) return []
  const items = all.map(({ check, reason }) => `<li>${escapeXml(check)}: ${escapeXml(reason)}</li>`)
  return [`<section id="not-checked"><h2>Not checked</h2><ul>${items.join('')}</ul></section>`]
}
