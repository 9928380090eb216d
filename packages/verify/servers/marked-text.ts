/**
 * Replaces the text between `<!-- name -->` and `<!-- /name -->`.
 *
 * @param file its path, for the error
 * @throws if a marker is missing
 */
export function replaceMarked(text: string, name: string, content: string, file: string): string {
  const opening = `<!-- ${name} -->`
  const closing = `<!-- /${name} -->`
  const start = text.indexOf(opening)
  const end = text.indexOf(closing)
  if (start < 0 || end < start)
    throw new Error(`${file} needs "${opening}" and, after it, "${closing}".`)
  return `${text.slice(0, start + opening.length)}\n\n${content}\n\n${text.slice(end)}`
}
