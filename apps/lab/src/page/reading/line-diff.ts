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
  const a = linesOf(before)
  const b = linesOf(after)
  const lengths = commonLengths(a, b)
  const diff: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i]
    const right = b[j]
    if (left !== undefined && right !== undefined && bare(left) === bare(right)) {
      diff.push({ kind: 'same', text: right })
      i++
      j++
    } else if (
      right === undefined ||
      (left !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))
    ) {
      diff.push({ kind: 'removed', text: left ?? '' })
      i++
    } else {
      diff.push({ kind: 'added', text: right })
      j++
    }
  }
  return diff
}

/** A text of nothing has no line, not an empty one. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function bare(line: string): string {
  return line.trim().replace(/,$/, '')
}

/** For each pair of places, how many lines both texts have in common from there on. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  )
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] =
        bare(a[i] ?? '') === bare(b[j] ?? '')
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}
