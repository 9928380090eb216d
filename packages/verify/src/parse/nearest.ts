/**
 * Finds the known name that a misspelled name most resembles.
 *
 * @returns the known name with the fewest edits, or `undefined` if none is near
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: edits(plain(name), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  const bound = Math.max(2, Math.ceil(name.length / 3))
  if (best !== undefined && best.distance <= bound) return best.candidate
  return known.find((candidate) => plain(candidate).startsWith(plain(name).slice(0, 5)))
}

/** Finds up to three known names that resemble a misspelled name or contain it, the nearest first. */
export function nearestFew(name: string, known: readonly string[]): string[] {
  const wanted = plain(name)
  const bound = Math.max(2, Math.ceil(wanted.length / 3))
  return known
    .map((candidate) => {
      const parts = [plain(candidate), ...candidate.toLowerCase().split(/[^a-z0-9]+/)]
      const contains = wanted.length > 2 && plain(candidate).includes(wanted)
      const distance = Math.min(...parts.map((part) => edits(wanted, part)))
      return { candidate, distance: contains ? Math.min(1, distance) : distance }
    })
    .filter(({ distance }) => distance <= bound)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** Returns `Did you mean …?`, or the list of all known names if none is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  return meant === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean ${meant}?`
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** https://en.wikipedia.org/wiki/Levenshtein_distance, one row at a time. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
