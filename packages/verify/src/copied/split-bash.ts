import shellQuote from 'shell-quote'
import type { Parsed, Wrong } from '../parse/parsed.ts'

/**
 * Splits a command in the syntax of bash into words. No shell runs: variables, substitutions and operators are
 * rejected.
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
  // The name is not printed: `$` and the text after it may be a part of a password in double quotes.
  if (hasVariable || entries === undefined) return unevaluated('a variable or a substitution ($…)')
  const words: string[] = []
  for (const entry of entries) {
    if (typeof entry === 'string') words.push(entry)
    else if ('pattern' in entry) words.push(entry.pattern)
    else if ('comment' in entry) return unevaluated('a # outside quotes')
    else return unevaluated(`the shell operator ${entry.op}`)
  }
  return { value: words }
}

/** Returns the problem of a text with a part that only a shell could evaluate. */
export function unevaluated(what: string): Wrong {
  return {
    reason: `holds ${what}, and no shell runs here.`,
    fix: 'Paste the text of "Copy as cURL" unchanged: one curl command with its options.',
  }
}

/** The problem of a text with more than one command. */
export const severalCommands: Wrong = {
  reason: 'holds more than one command.',
  fix: 'Copy one request: "Copy as cURL", not "Copy all as cURL".',
}

/** The problem of a text that ends inside quotes. */
export const unfinished: Wrong = {
  reason: 'ends inside of quotes.',
  fix: 'Paste the complete command. In a shell, pass it through standard input, because the shell removes its quotes.',
}

/**
 * Joins continued lines, whose ends shell-quote would parse as empty words. Rejects backquotes, further lines
 * and unclosed quotes, which shell-quote does not detect.
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
