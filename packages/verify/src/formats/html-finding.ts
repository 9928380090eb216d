import { sequence, sequenceSvg } from '../diagram/index.ts'
import { escapeXml } from '../diagram/text.ts'
import type { PageCall } from '../diagram/index.ts'
import { redactUrls } from '../http/redact.ts'
import type { Evidence, Finding, Fix } from '../report.ts'
import { callsOfEvidence, type CallContext } from './call-of-evidence.ts'
import { exchangeLines } from './exchange-lines.ts'
import { blockLines, stackHint, stackLine } from './fix-lines.ts'
import { count } from './words.ts'

/** Maximum number of diagrams of one finding; the text of the evidence has all exchanges. */
const maxDiagrams = 4

/** Width of a section in pixels: in a window, and on a phone. */
const widths = { wide: 720, narrow: 338 } as const

/**
 * Formats one finding as a section of the HTML report.
 *
 * @param number of the finding, from 1
 * @param firstWith the number of the first finding with a block, by `blockKey`
 */
export function findingSection(
  finding: Finding,
  number: number,
  firstWith: ReadonlyMap<string, number>,
  context: CallContext,
): string {
  const { severity, code, title, cause, observed, expected, impact, evidence, fix } = finding
  const entries = [
    ['Observed', observed],
    ['Expected', expected],
    ['Impact', impact],
  ] as const
  const because = cause === undefined ? '' : `, cause <code>${escapeXml(cause)}</code>`
  return [
    `<section id="finding-${number}">`,
    `<h2>${number}. <span class="severity ${severity}">${severity}</span> ${escapeXml(title)}</h2>`,
    `<p class="muted"><code>${code}</code>${because}</p>`,
    `<dl>${entries.map(([name, text]) => `<dt>${name}</dt><dd>${escapeXml(text)}</dd>`).join('')}</dl>`,
    ...diagrams(evidence, context),
    ...proofs(evidence),
    ...fix.map((one) => fixBlock(one, number, firstWith)),
    '<h3>Reference</h3>',
    `<p>${link(finding.reference)}</p>`,
    '</section>',
  ].join('\n')
}

function diagrams(evidence: readonly Evidence[], context: CallContext): string[] {
  const calls = callsOfEvidence(evidence, context)
  const figures = calls.slice(0, maxDiagrams).map(figure)
  const more = calls.length - figures.length
  return [
    ...(figures.length === 0 ? [] : ['<h3>What happens</h3>']),
    ...figures,
    ...(more > 0 ? [`<p class="muted">And ${count(more, 'more exchange')}, below.</p>`] : []),
  ]
}

function figure(call: PageCall): string {
  const sender = call.kind === 'client' ? 'a client without Origin' : `a page on ${call.origin}`
  const label = redactUrls(`${call.method} ${call.url} by ${sender}`)
  const drawn = sequence(call)
  const svgs = Object.entries(widths).map(
    ([name, width]) => `<div class="${name}">${sequenceSvg(drawn, { width, label })}</div>`,
  )
  return `<figure><figcaption>${escapeXml(label)}</figcaption>${svgs.join('')}</figure>`
}

function proofs(evidence: readonly Evidence[]): string[] {
  const [first, ...others] = evidence
  if (first === undefined) return []
  return [
    '<h3>Evidence</h3>',
    proof(first),
    ...(others.length === 0
      ? []
      : [
          `<details><summary>${count(others.length, 'more exchange')}</summary>`,
          ...others.map(proof),
          '</details>',
        ]),
  ]
}

function proof(evidence: Evidence): string {
  return `<p class="muted">by ${evidence.by}</p>\n${pre(exchangeLines(evidence))}`
}

function fixBlock(fix: Fix, number: number, firstWith: ReadonlyMap<string, number>): string {
  const first = firstWith.get(blockKey(fix)) ?? number
  const lines = blockLines(fix)
  const block =
    first === number
      ? pre(lines)
      : `<p>Configuration: see <a href="#finding-${first}">finding ${first}</a>.</p>`
  return [
    `<h3>Fix: ${escapeXml(stackLine(fix))}</h3>`,
    `<p>${escapeXml(fix.change).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`,
    ...(lines.length === 0 ? [] : [block]),
    ...stackHint(fix).map((hint) => `<p class="muted">${escapeXml(hint)}</p>`),
  ].join('\n')
}

/** The key of a block: equal blocks of one stack are printed once. */
export function blockKey({ stack, block = '' }: Fix): string {
  return `${stack} ${block}`
}

function pre(lines: readonly string[]): string {
  return `<pre><code>${lines.map(escapeXml).join('\n')}</code></pre>`
}

/** A reference becomes a link only if it is an `http` or `https` URL. */
function link(url: string): string {
  const text = escapeXml(url)
  return /^https?:\/\//.test(url) ? `<a href="${text}" rel="noreferrer">${text}</a>` : text
}
