/**
 * Splits a printed block at its comment lines, which name the location of each part. Lines before the first
 * comment belong to the first part.
 *
 * @param comments the whole comment lines, without indentation, by the name of the place
 * @throws if the block does not have one of the comments
 */
export function partsOf<Name extends string>(
  block: string,
  comments: Readonly<Record<Name, string>>,
): Record<Name, string> {
  const lines = block.split('\n')
  const starts = (Object.entries(comments) as [Name, string][]).map(([name, comment]) => {
    const line = lines.findIndex((each) => each.trim() === comment)
    if (line < 0) throw new Error(`The block has no line "${comment}":\n${block}`)
    return { name, line }
  })
  const inOrder = starts.toSorted((a, b) => a.line - b.line)
  return Object.fromEntries(
    inOrder.map(({ name, line }, index) => [
      name,
      lines.slice(index === 0 ? 0 : line, inOrder[index + 1]?.line).join('\n'),
    ]),
  ) as Record<Name, string>
}
