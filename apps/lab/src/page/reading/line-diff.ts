import { diffArrays } from 'diff'

/** A line of a diff: in both texts, or in one of them. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/**
 * The shortest way from one text to another, line by line: for texts of some hundred lines.
 * Indentation and a comma at the end do not count: they are the surroundings', not the code's.
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

/** A text of nothing has no line, not an empty one. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function bare(line: string): string {
  return line.trim().replace(/,$/, '')
}
