import { titleMaxLength } from '../api/item-writes.ts'

/** Characters as the API counts them: code points, so an emoji is one and not two. */
export function lengthOf(title: string): number {
  return Array.from(title.trim()).length
}

/** What is wrong with a title, in a sentence, or `undefined`. */
export function titleProblem(title: string): string | undefined {
  const length = lengthOf(title)
  if (length === 0) return 'Write a title first.'
  if (length <= titleMaxLength) return undefined
  return `A title has at most ${titleMaxLength} characters. Take away ${length - titleMaxLength}.`
}
