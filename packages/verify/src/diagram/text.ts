import { printable } from '../formats/printable.ts'

/** Escapes a text of a server for the content or an attribute of XML: no markup, no control character. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Maximum length of a text in a diagram; a longer one is cut. */
const maxCharacters = 240

/**
 * Breaks text into lines: at a space or after a mark of punctuation if one is near, else anywhere.
 *
 * @param width characters of a line
 * @param hanging characters by which all lines but the first are shorter
 */
export function breakLines(text: string, width: number, hanging = 0): string[] {
  let rest = printable(text)
  if (rest.length > maxCharacters)
    rest = `${rest.slice(0, maxCharacters)}… (${rest.length} characters)`
  const lines: string[] = []
  while (rest.length > 0) {
    const room = Math.max(8, lines.length === 0 ? width : width - hanging)
    if (rest.length <= room) return [...lines, rest]
    const end = breakAt(rest, room)
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return lines
}

const marks = [',', '/', '=', '.', ':', '-']

function breakAt(text: string, room: number): number {
  const space = text.lastIndexOf(' ', room)
  if (space > room / 3) return space
  const mark = Math.max(...marks.map((one) => text.lastIndexOf(one, room - 1)))
  return mark > room / 2 ? mark + 1 : room
}
