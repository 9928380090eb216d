import { layOut } from './layout.ts'
import type { Sequence } from './rows.ts'
import { drawHeads } from './svg-heads.ts'
import { drawMessage } from './svg-message.ts'
import { drawNote } from './svg-note.ts'
import type { SvgOptions } from './svg-options.ts'
import { escapeXml } from './text.ts'

const gapOfRows = 12

const fonts = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace"

/**
 * Draws a sequence as an SVG element. Every text is escaped and has no control characters, so the
 * result is safe as inner HTML, whatever a server has sent.
 *
 * Colours are custom properties of the page around it: `--ink`, `--muted`, `--edge`, `--card`,
 * `--paper`, `--page`, `--page-wash`, `--api`, `--api-wash`, `--danger` and `--danger-wash`.
 *
 * @returns the element as text, without a script, style, link or reference to anything outside it
 */
export function sequenceSvg({ lanes, rows }: Sequence, options: SvgOptions): string {
  const layout = layOut(lanes, options.width)
  const heads = drawHeads(lanes, layout)
  const parts: string[] = []
  let y = heads.height + gapOfRows
  for (const row of rows) {
    const drawn =
      row.kind === 'note' ? drawNote(row, layout, y) : drawMessage(row, lanes, layout, y, options)
    parts.push(`<g role="listitem">${drawn.svg}</g>`)
    y += drawn.height + gapOfRows
  }
  const lines = lanes.map(({ id }) => {
    const x = layout.xOf(id)
    return `<line x1="${x}" x2="${x}" y1="${heads.height}" y2="${y}" stroke="var(--edge)" stroke-opacity="0.55"/>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="${escapeXml(options.label)}" viewBox="0 0 ${options.width} ${y}" width="${options.width}" height="${y}" font-family="${fonts}" font-size="12" fill="var(--ink)">`,
    `<g aria-hidden="true">${lines.join('')}</g>`,
    `<g role="list" aria-label="Participants">${heads.svg}</g>`,
    `<g role="list" aria-label="Sequence">${parts.join('')}</g>`,
    '</svg>',
  ].join('')
}
