import type { Parsed } from '../parse/parsed.ts'
import { severalCommands, unevaluated, unfinished } from './split-bash.ts'

/**
 * Splits a command in the syntax of the Windows command prompt into words, as two programs do in sequence:
 * cmd.exe removes the carets, then curl.exe splits the line at spaces.
 *
 * @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
 */
export function splitCmd(text: string): Parsed<string[]> {
  if (/%[A-Za-z_]\w*%/.test(text)) return unevaluated('a variable (%…%)')
  const line = removeCarets(text.replaceAll('\r\n', '\n').trim())
  return 'value' in line ? splitArguments(line.value) : line
}

/** Removes carets as cmd.exe does: a caret escapes the next character, or at the end of a line the first of the next line. */
function removeCarets(text: string): Parsed<string> {
  let line = ''
  let quoted = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === '^' && !quoted) {
      index += text.charAt(index + 1) === '\n' ? 2 : 1
      line += text.charAt(index)
    } else if (character === '\n') {
      return severalCommands
    } else if (!quoted && '&|<>'.includes(character)) {
      return unevaluated(`the shell operator ${character}`)
    } else {
      if (character === '"') quoted = !quoted
      line += character
    }
  }
  return { value: line }
}

/** Splits as C programs on Windows do: backslashes are special only before a quotation mark. */
function splitArguments(line: string): Parsed<string[]> {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  for (const [part, backslashes = '', mark] of line.matchAll(/(\\*)(")|\\+|[^\\"]/g)) {
    if (mark !== undefined) {
      word = (word ?? '') + '\\'.repeat(Math.floor(backslashes.length / 2))
      if (backslashes.length % 2 === 1) word += '"'
      else quoted = !quoted
    } else if (!quoted && (part === ' ' || part === '\t')) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + part
    }
  }
  if (quoted) return unfinished
  return { value: word === undefined ? words : [...words, word] }
}
