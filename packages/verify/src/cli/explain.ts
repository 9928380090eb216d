import { Command, CommanderError } from 'commander'
import { shorten } from '../formats/printable.ts'
import { redactUrls } from '../http/redact.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { findSymptoms } from '../symptoms/index.ts'
import { explanationText } from './explanation-text.ts'
import { write, type Io } from './io.ts'
import { readStdin } from './read-stdin.ts'

/**
 * Runs `cors-verify explain`: prints the causes of a console text and the command to run next. Sends nothing.
 *
 * @param argv the arguments after `explain`
 * @throws {OptionsError} if the text is not in the table
 */
export async function explain(argv: readonly string[], io: Io, width: number): Promise<void> {
  let printed = ''
  const command = createExplainCommand()
  command.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => {} })
  try {
    command.parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return write(io.stdout, printed)
    throw error
  }
  const words = command.args.filter((word) => word !== '-').join(' ')
  const text = words === '' ? await readStdin(io) : words
  const { found, fields } = findSymptoms(text)
  if (found.length === 0) throw new OptionsError([unknownText(text, fields.url !== undefined)])
  await write(io.stdout, explanationText(found, fields, width))
}

function createExplainCommand(): Command {
  return (
    new Command('cors-verify explain')
      .description(
        'Prints the causes of an error text from the console of a browser, and the command to run next.',
      )
      .argument('[text...]', 'the text (default: standard input)')
      .helpOption('-h, --help', 'show this help')
      // The text may start with a dash.
      .allowUnknownOption()
      .exitOverride()
      .addHelpText('after', example)
  )
}

const example = `
Example:
  $ npm run -s cors-verify -- explain <<'END'
  Access to fetch at 'https://api.example.com/items' from origin
  'https://app.example.com' has been blocked by CORS policy: No
  'Access-Control-Allow-Origin' header is present on the requested resource.
  END

It recognises the English texts of Chromium, Firefox and Safari, and those of
axios, jQuery, Angular, SuperAgent, Dart and React Native. It sends no request.
Exit codes: 0 recognised; 2 not recognised.`

function unknownText(text: string, isBlocked: boolean): OptionProblem {
  const source = 'explain'
  const trimmed = text.trim()
  if (trimmed === '') {
    const fix = 'Pass the text of the console as an argument, or through standard input.'
    return { source, value: '', reason: 'got no text.', fix }
  }
  if (/^(?:\$ )?curl(?:\.exe)?\s/.test(trimmed)) {
    // The text is not printed: it may hold a session cookie.
    const fix = 'Pass it to cors-verify --curl, without explain.'
    return { source, value: '', reason: 'got a curl command, not a text of the console.', fix }
  }
  return {
    source,
    value: shorten(redactUrls(trimmed), 100),
    reason: isBlocked
      ? 'is a CORS error text with an unknown reason.'
      : 'is not a known English error text of a browser or library about a failed request.',
    fix: 'Paste the line that begins with "Access to" (Chromium), "Cross-Origin Request Blocked" (Firefox) or "Origin" (Safari), in English; or run cors-verify with the URL and the origin.',
  }
}
