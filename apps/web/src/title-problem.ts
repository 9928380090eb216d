/** The API's limit, so that the form can show the error before the request. */
export const titleMaxLength = 200

/** Number of code points, as the API counts: an emoji is one and not two. */
export function lengthOf(title: string): number {
  return Array.from(title.trim()).length
}

/** Returns why the API would reject a title, in a sentence, or `undefined`. */
export function titleProblem(title: string): string | undefined {
  const length = lengthOf(title)
  if (length === 0) return 'Write a title first.'
  if (!visible.test(title)) return 'A title needs at least one visible character.'
  if (/[\0\p{Cs}]/u.test(title)) return 'The title has a character that cannot be saved. Remove it.'
  if (length <= titleMaxLength) return undefined
  return `A title has at most ${titleMaxLength} characters. Take away ${length - titleMaxLength}.`
}

const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u
