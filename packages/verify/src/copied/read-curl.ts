import type { Parsed, Wrong } from '../parse/parsed.ts'
import type { CopiedRequest } from './copied-request.ts'
import { readCurlArguments } from './read-curl-arguments.ts'
import { splitBash } from './split-bash.ts'
import { splitCmd } from './split-cmd.ts'

const supported = 'Paste the text of "Copy as cURL", in the form for bash or for cmd.'

/** Parses the text of "Copy as cURL" of Chromium, Firefox or Safari. No command is executed. */
export function readCurl(text: string): Parsed<CopiedRequest> {
  const command = text.trim().replace(/^\$ +/, '')
  const other = otherForm(command)
  if (other !== undefined) return other
  const words = isCmd(command) ? splitCmd(command) : splitBash(command)
  return 'value' in words ? readCurlArguments(words.value.slice(1)) : words
}

/** Returns the problem of a text that is not a curl command, such as that of another menu entry. */
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

/** Whether this is the form for cmd: a caret is before the first quotation mark, or ends the first line. */
function isCmd(command: string): boolean {
  const [first] = /\^?["'`]/.exec(command) ?? []
  return first?.startsWith('^') === true || (first === '"' && /\^\r?\n/.test(command))
}
