import { printable, shorten } from '../formats/printable.ts'
import { OptionsError } from '../plan.ts'

/**
 * Returns the text for stderr if a run could not start or failed.
 *
 * @param debug whether to add the stack trace
 */
export function describeError(error: unknown, debug: boolean): string {
  const stack = debug && error instanceof Error ? `\n${error.stack ?? ''}\n` : ''
  if (error instanceof OptionsError) return describeProblems(error) + stack
  const message = error instanceof Error ? error.message : String(error)
  return (
    `cors-verify: unexpected error, a bug in cors-verify: ${printable(message.split('\n')[0] ?? '')}\n` +
    `Please report it with the output of DEBUG=cors-verify.\n${stack}`
  )
}

function describeProblems({ problems }: OptionsError): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  const lines = problems.map(({ source, value, reason, fix }) => {
    const shown =
      value === '' && !source.includes('[') ? '' : ` "${shorten(printable(value), 130)}"`
    return `  ${printable(source)}${shown}: ${printable(reason)} ${printable(fix)}\n`
  })
  return `cors-verify: ${count}, so nothing was sent.\n${lines.join('')}See npm run -s cors-verify -- --help.\n`
}
