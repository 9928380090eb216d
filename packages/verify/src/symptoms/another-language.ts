/** Words that English texts about a request consist of. */
const english =
  /\b(?:the|is|was|has|been|have|to|of|by|not|no|from|for|in|on|at|and|be|with|must|failed|error|cannot|blocked|missing)\b/gi

/** Short words of German, French, Spanish, Portuguese, Italian, Dutch and Polish that English does not have. */
const others =
  /(?<!\p{L})(?:der|die|das|und|ist|nicht|auf|le|la|les|une|est|sur|pas|el|los|del|una|en|da|do|não|il|di|è|het|een|van|nie|jest|na|przez)(?!\p{L})/giu

/** Letters of scripts that English is not written in. */
const otherScript = /(?!\p{Script=Latin})\p{L}/gu

/**
 * Whether a text is in another language than English. Firefox prints texts in the language of its user
 * interface; the table of symptoms has the English ones.
 */
export function isInAnotherLanguage(copied: string): boolean {
  const words = withoutNames(copied)
  const count = (expression: RegExp) => words.match(expression)?.length ?? 0
  if (count(otherScript) > count(/\p{L}/gu) / 3) return true
  return count(others) >= 2 && count(others) > count(english)
}

/** Removes URLs, quoted values and names of headers, which are the same in every language. */
function withoutNames(text: string): string {
  return text
    .replace(/\b[a-z][a-z+.-]*:\/\/[^\s"'»”’]+/gi, ' ')
    .replace(/(?<!\p{L})'[^']*'(?!\p{L})|‘[^’]*’|“[^”]*”|«[^»]*»|„[^“]*“/gu, ' ')
    .replace(/\b(?:[A-Z][a-z]+-)+[A-Z][a-z]+\b|\(Cross-Origin(?: Request)?\)/g, ' ')
}
