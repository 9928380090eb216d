import shellQuote from 'shell-quote'
import type { Parsed, Wrong } from '../parse/parsed.ts'

/**
 * Splits a command in the syntax of bash into its words. No shell runs: what only a shell could evaluate
 * is rejected.
 */
export function splitBash(text: string): Parsed<string[]> {
  const line = onOneLine(text)
  if (!('value' in line)) return line
  let hasVariable = false
  let entries
  try {
    entries = shellQuote.parse(line.value, () => {
      hasVariable = true
      return ''
    })
  } catch {
    // `${}` and the like.
    hasVariable = true
  }
  // Its name is not shown: in double quotes it may be a part of a password.
  if (hasVariable || entries === undefined) return unevaluated('a variable or a substitution ($…)')
  const words: string[] = []
  for (const entry of entries) {
    if (typeof entry === 'string') words.push(entry)
    else if ('pattern' in entry) words.push(entry.pattern)
    else if ('comment' in entry) return unevaluated('a # outside of quotes')
    else return unevaluated(`the shell operator ${entry.op}`)
  }
  return { value: words }
}

/** Why a text is not read that a shell would evaluate. */
export function unevaluated(what: string): Wrong {
  return {
    reason: `holds ${what}, and no shell runs here.`,
    fix: 'Paste the text of "Copy as cURL" unchanged: one curl command with its options.',
  }
}

export const severalCommands: Wrong = {
  reason: 'holds more than one command.',
  fix: 'Copy one request: "Copy as cURL", not "Copy all as cURL".',
}

export const unfinished: Wrong = {
  reason: 'ends inside of quotes.',
  fix: 'Paste the whole text; from a shell, through standard input, so that its quotes stay.',
}

/**
 * Removes the ends of continued lines, which shell-quote would read as empty words, and rejects what it
 * does not look at: backquotes, further lines and quotes that do not end.
 */
function onOneLine(text: string): Parsed<string> {
  const source = text.replaceAll('\r\n', '\n').trim()
  let line = ''
  let quote: '' | "'" | '"' | "$'" = ''
  for (let index = 0; index < source.length; index += 1) {
    const character = source.charAt(index)
    const isEscape = character === '\\' && quote !== "'"
    if (isEscape) {
      const next = source.charAt(index + 1)
      index += 1
      if (next !== '\n' || quote === "$'") line += character + next
      continue
    }
    if (character === '`' && (quote === '' || quote === '"')) {
      return unevaluated('a command substitution (`…`)')
    }
    if (character === '\n' && quote === '') return severalCommands
    quote = nextQuote(quote, character, source.charAt(index - 1))
    line += character
  }
  return quote === '' ? { value: line } : unfinished
}

function nextQuote(
  quote: '' | "'" | '"' | "$'",
  character: string,
  before: string,
): '' | "'" | '"' | "$'" {
  if (quote !== '') return character === quote.at(-1) ? '' : quote
  if (character === '"') return '"'
  if (character !== "'") return ''
  return before === '$' ? "$'" : "'"
}
