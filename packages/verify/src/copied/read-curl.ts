import type { Parsed, Wrong } from '../parse/parsed.ts'
import type { CopiedRequest } from './copied-request.ts'
import { readCurlArguments } from './read-curl-arguments.ts'
import { splitBash } from './split-bash.ts'
import { splitCmd } from './split-cmd.ts'

const supported = 'Supported is the text of "Copy as cURL", in its form for bash or for cmd.'

/** Reads "Copy as cURL" of Chromium, Firefox or Safari. Nothing is executed. */
export function readCurl(text: string): Parsed<CopiedRequest> {
  const command = text.trim().replace(/^\$ +/, '')
  const other = otherForm(command)
  if (other !== undefined) return other
  const words = isCmd(command) ? splitCmd(command) : splitBash(command)
  return 'value' in words ? readCurlArguments(words.value.slice(1)) : words
}

/** What else the menus of browsers copy. */
function otherForm(command: string): Wrong | undefined {
  if (command === '') return { reason: 'is empty.', fix: supported }
  if (/Invoke-WebRequest|New-Object Microsoft\.PowerShell/.test(command)) {
    return { reason: 'is the form for PowerShell.', fix: supported }
  }
  if (/^(?:await )?fetch\(/.test(command)) {
    return { reason: 'is the form for fetch.', fix: supported }
  }
  return /^curl(?:\.exe)?\s/.test(command)
    ? undefined
    : { reason: 'does not begin with curl.', fix: supported }
}

/** In the form for cmd a caret stands before the first quotation mark, or ends the first line. */
function isCmd(command: string): boolean {
  const [first] = /\^?["'`]/.exec(command) ?? []
  return first?.startsWith('^') === true || (first === '"' && /\^\r?\n/.test(command))
}
