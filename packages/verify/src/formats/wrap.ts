/**
 * Breaks text at spaces so that no line is longer than `width`, except for longer words.
 *
 * @param indent of every line but the first
 */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const room = width - (lines.length === 0 ? 0 : indent.length)
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join(`\n${indent}`)
}

/** A label in a column of its own, and text that hangs beside it. */
export function labelled(label: string, text: string, column: number, width: number): string {
  const indent = ' '.repeat(column)
  const start = label.padEnd(column)
  return start + wrap(text, width - column, '').replaceAll('\n', `\n${indent}`)
}
