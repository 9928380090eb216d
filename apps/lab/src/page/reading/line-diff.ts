import { diffArrays } from 'diff'

/** A line of a diff: in both texts, or in one of them. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/**
 * Returns the shortest line diff of two texts. Indentation and a comma at the end of a line are not compared:
 * they depend on the code around the line.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const comparator = (left: string, right: string) => bare(left) === bare(right)
  return diffArrays(linesOf(before), linesOf(after), { comparator }).flatMap(
    ({ value, removed, added }) =>
      value.map((text): DiffLine => ({
        kind: removed ? 'removed' : added ? 'added' : 'same',
        text,
      })),
  )
}

/** An empty text has no lines. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function bare(line: string): string {
  return line.trim().replace(/,$/, '')
}
