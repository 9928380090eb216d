import { lineHeight, padding, round, sansCharacter, type Layout } from './layout.ts'
import type { Note, Tone } from './rows.ts'
import type { Drawn } from './svg-options.ts'
import { breakLines, escapeXml } from './text.ts'

const sans = 'font-family="system-ui, sans-serif" font-size="13"'
const maxWidth = 460

/** Draws a note: a box on the lane of the browser. */
export function drawNote(note: Note, layout: Layout, top: number): Drawn {
  const available = Math.min(maxWidth, layout.width - 36)
  const lines = breakLines(note.text, Math.floor((available - 20) / sansCharacter))
  const longest = Math.max(note.title.length, ...lines.map(({ length }) => length))
  const width = round(Math.min(available, longest * sansCharacter + 24))
  const height = 2 * padding + (lines.length + 1) * lineHeight
  const centred = Math.max(layout.xOf('browser') - width / 2, 4)
  const left = round(Math.min(centred, layout.width - width - 4))
  const { color, wash, border } = styles[note.tone]
  const texts = [note.title, ...lines].map((line, at) => {
    const y = top + padding + (at + 0.75) * lineHeight
    const style = at === 0 ? ` font-weight="600" fill="${color}"` : ''
    return `<text x="${round(left + width / 2)}" y="${y}"${style}>${escapeXml(line)}</text>`
  })
  return {
    svg: `<g text-anchor="middle" ${sans}><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="6" fill="var(--card)"/><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="6" fill="${wash}" ${border}/>${texts.join('')}</g>`,
    height,
  }
}

const danger = {
  color: 'var(--danger)',
  wash: 'var(--danger-wash)',
  border: 'stroke="var(--danger)" stroke-width="2" stroke-dasharray="6 4"',
}

const styles: Readonly<Record<Tone, { color: string; wash: string; border: string }>> = {
  plain: { color: 'var(--ink)', wash: 'var(--paper)', border: 'stroke="var(--edge)"' },
  passes: { color: 'var(--page)', wash: 'var(--page-wash)', border: 'stroke="var(--page)"' },
  blocked: danger,
  stopped: danger,
  harmful: { ...danger, border: 'stroke="var(--danger)" stroke-width="2"' },
}
