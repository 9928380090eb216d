import { lineHeight, monoCharacter, round, type Layout } from './layout.ts'
import type { Lane, LaneId, Message, ShownLine, Tone } from './rows.ts'
import type { Drawn, SvgOptions } from './svg-options.ts'
import { breakLines, escapeXml } from './text.ts'

/** Draws a message: its label, the arrow, and the header lines below. */
export function drawMessage(
  message: Message,
  lanes: readonly Lane[],
  layout: Layout,
  top: number,
  options: SvgOptions,
): Drawn {
  const room = layout.roomFor(message)
  const { left, right, isAtEnd } = room
  const columns = Math.floor((right - left) / monoCharacter)
  const labels = breakLines(message.label, columns)
  const color = colors[message.tone]
  const [x, anchor] = !layout.isNarrow
    ? ([round((left + right) / 2), 'middle'] as const)
    : isAtEnd
      ? ([right, 'end'] as const)
      : ([left, 'start'] as const)
  const spoken = `${nameOf(message.from, lanes)} to ${nameOf(message.to, lanes)}: `
  let y = top
  const parts = [
    // Invisible text for assistive technology, in place of the arrow.
    `<text x="${x}" y="${y + lineHeight}" opacity="0" font-size="1">${escapeXml(spoken)}</text>`,
  ]
  for (const line of labels) {
    const text = `<text x="${x}" y="${y + 0.75 * lineHeight}" text-anchor="${anchor}" fill="${color}" font-weight="600">${escapeXml(line)}</text>`
    const length = line.length * monoCharacter
    const start = { start: x, middle: x - length / 2, end: x - length }[anchor]
    parts.push(cover(start, y, line.length), text)
    y += lineHeight
  }
  // The bar of a stopped message extends above the arrow.
  y += message.tone === 'stopped' ? 10 : 6
  parts.push(arrow(message, layout, y))
  y += message.tone === 'stopped' ? 10 : 8
  for (const line of message.lines) {
    const drawn = headerLine(line, room, columns, y, options)
    parts.push(drawn.svg)
    y += drawn.height
  }
  return { svg: parts.join(''), height: y - top }
}

const colors: Readonly<Record<Tone, string>> = {
  plain: 'var(--ink)',
  passes: 'var(--page)',
  blocked: 'var(--danger)',
  stopped: 'var(--danger)',
  harmful: 'var(--danger)',
}

/** Solid: the message passes. Dashed: it is blocked. Dotted, with a bar: it does not arrive. */
function arrow({ from, to, tone }: Message, layout: Layout, y: number): string {
  const start = layout.xOf(from)
  const lane = layout.xOf(to)
  const direction = lane > start ? 1 : -1
  const end = tone === 'stopped' ? round(start + (lane - start) * 0.35) : lane - direction * 2
  const dashes = { blocked: ' stroke-dasharray="7 5"', stopped: ' stroke-dasharray="2 5"' }
  const dash = tone === 'blocked' || tone === 'stopped' ? dashes[tone] : ''
  const head =
    tone === 'stopped'
      ? `M${end} ${y - 8}V${y + 8}`
      : `M${end - direction * 7} ${y - 5}L${end} ${y}L${end - direction * 7} ${y + 5}`
  const weight = tone === 'stopped' ? 3 : 2
  return `<g aria-hidden="true" fill="none" stroke="${colors[tone]}"><path d="M${start} ${y}H${end}" stroke-width="2"${dash}/><path d="${head}" stroke-width="${weight}"/></g>`
}

/** Characters by which the second line of a header is indented. */
const hanging = 2
const mark = 'decided'

function headerLine(
  line: ShownLine,
  { left, right }: { left: number; right: number },
  columns: number,
  top: number,
  { explainedBy }: SvgOptions,
): Drawn {
  const name = line.name === ':status' ? 'status' : line.name
  const lines = breakLines(`${name}: ${line.value}`, columns - 1, hanging)
  // Without room beside the value, the mark gets a line of its own.
  const room = columns - 1 - hanging - (lines.at(-1)?.length ?? 0)
  if (line.decides && room <= mark.length) lines.push('')
  let ofName = name.length
  const texts = lines.map((text, at) => {
    const inName = Math.min(ofName, text.length)
    ofName -= inName
    const x = left + 5 + (at === 0 ? 0 : hanging * monoCharacter)
    const isMarked = line.decides && at === lines.length - 1
    return [
      `<text x="${round(x)}" y="${top + 0.75 * lineHeight + at * lineHeight}">`,
      inName === 0 ? '' : nameSpan(text.slice(0, inName), line, at === 0 ? explainedBy : undefined),
      inName === text.length
        ? ''
        : `<tspan${valueStyle(line)}>${escapeXml(text.slice(inName))}</tspan>`,
      isMarked ? ` <tspan fill="var(--api)" font-size="11">${mark}</tspan>` : '',
      '</text>',
    ].join('')
  })
  const height = lines.length * lineHeight
  const longest = Math.max(...lines.map(({ length }) => length)) + hanging
  const wash = line.decides
    ? `<rect x="${left}" y="${top}" width="${right - left}" height="${height}" rx="3" fill="var(--api-wash)"/><rect x="${left}" y="${top}" width="3" height="${height}" fill="var(--api)"/>`
    : ''
  const background = cover(left, top, longest, height)
  return { svg: `${background}${wash}${texts.join('')}`, height }
}

function nameSpan(
  text: string,
  { name, decides }: ShownLine,
  explainedBy: SvgOptions['explainedBy'],
): string {
  const id = explainedBy?.(name)
  const style = decides ? 'fill="var(--ink)" font-weight="600"' : 'fill="var(--muted)"'
  if (id === undefined) return `<tspan ${style}>${escapeXml(text)}</tspan>`
  return `<tspan ${style} role="button" tabindex="0" data-header="${escapeXml(name.toLowerCase())}" aria-describedby="${escapeXml(id)}">${escapeXml(text)}</tspan>`
}

function valueStyle({ decides, isAbsent }: ShownLine): string {
  if (isAbsent) return ' fill="var(--danger)" font-style="italic"'
  return decides ? ' font-weight="600"' : ''
}

/** Hides the life lines behind a text that crosses them. */
function cover(left: number, top: number, characters: number, height = lineHeight): string {
  return `<rect x="${round(left - 2)}" y="${top}" width="${round(characters * monoCharacter + 4)}" height="${height}" fill="var(--card)"/>`
}

function nameOf(id: LaneId, lanes: readonly Lane[]): string {
  const lane = lanes.find((one) => one.id === id)
  if (lane === undefined) return id
  return id.startsWith('server') ? `${lane.title} ${lane.name}` : lane.title
}
