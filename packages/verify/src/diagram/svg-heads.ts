import { lineHeight, monoCharacter, padding, round, type Layout } from './layout.ts'
import type { Lane } from './rows.ts'
import type { Drawn } from './svg-options.ts'
import { breakLines, escapeXml } from './text.ts'

/** Draws the boxes at the top of the lanes, all of the same height. */
export function drawHeads(lanes: readonly Lane[], layout: Layout): Drawn {
  const heads = lanes.map((lane, index) => {
    const { left, right } = layout.headOf(index)
    const lines = breakLines(lane.name, Math.floor((right - left - 12) / monoCharacter))
    return { lane, index, left, right, lines }
  })
  const maxLines = Math.max(...heads.map(({ lines }) => lines.length))
  const height = 2 * padding + (maxLines + 1) * lineHeight
  const svg = heads.map(({ lane, index, left, right, lines }) => {
    const longest = Math.max(lane.title.length, ...lines.map(({ length }) => length))
    const width = round(Math.min(right - left, longest * monoCharacter + 16))
    const isLast = index === lanes.length - 1
    const start = round(index === 0 ? left : isLast ? right - width : (left + right - width) / 2)
    const { color, wash } = colorsOf(lane)
    const texts = [lane.title, ...lines].map((line, at) => {
      const y = padding + (at + 0.75) * lineHeight
      const weight = at === 0 ? ' font-weight="600"' : ''
      return `<text x="${round(start + width / 2)}" y="${y}"${weight}>${escapeXml(line)}</text>`
    })
    return `<g role="listitem" text-anchor="middle" fill="${color}"><rect x="${start + 0.5}" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="${wash}" stroke="${color}"/>${texts.join('')}</g>`
  })
  return { svg: svg.join(''), height }
}

function colorsOf({ id }: Lane): { color: string; wash: string } {
  if (id === 'page') return { color: 'var(--page)', wash: 'var(--page-wash)' }
  if (id === 'browser' || id === 'proxy') return { color: 'var(--ink)', wash: 'var(--card)' }
  return { color: 'var(--api)', wash: 'var(--api-wash)' }
}
