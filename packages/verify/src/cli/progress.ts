import { createSpinner } from 'nanospinner'
import type { Progress } from '../options.ts'
import { printable } from '../formats/printable.ts'
import { parseUrl } from '../parse-url.ts'
import type { Io } from './io.ts'

/** Shows the progress of a run. */
export interface ProgressLine {
  update: (progress: Progress) => void
  stop: () => void
}

/**
 * Formats the progress: `3 of about 21: preflights: OPTIONS /api/items from https://app.example.com`.
 *
 * @param width maximum number of characters: the terminal would not clear the rest of a longer line
 */
export function progressText({ check, request, done, total }: Progress, width: number): string {
  const { method, url, origin } = request ?? {}
  const sender = origin === undefined ? '' : ` from ${origin}`
  const text = `${Math.min(done + 1, total)} of about ${total}: ${check}`
  const whole = printable(url === undefined ? text : `${text}: ${method} ${pathOf(url)}${sender}`)
  return whole.length <= width ? whole : `${whole.slice(0, Math.max(0, width - 3))}...`
}

function pathOf(url: string): string {
  return url.slice(parseUrl(url)?.origin.length ?? 0)
}

/** Starts a progress line, if stdout and stderr are terminals and `CI` is not set. */
export function startProgress({ stdout, stderr, env }: Io, target: string): ProgressLine {
  // With 0 columns, the spinner's count of lines does not end.
  const terminal = stdout.isTTY && stderr.isTTY && stderr.columns > 0
  const watched = terminal && env['CI'] === undefined && env['TERM'] !== 'dumb'
  if (!watched) return { update: () => {}, stop: () => {} }

  const frames = ['-', '\\', '|', '/']
  const spinner = createSpinner(`Checking ${target}`, { stream: stderr, frames }).start()
  const stop = () => {
    if (spinner.isSpinning()) spinner.stop()
    process.off('exit', stop)
  }
  // The spinner hides the cursor; it has to be restored however the process ends.
  process.on('exit', stop)
  return {
    // The frame takes two columns.
    update: (progress) => spinner.update(progressText(progress, stderr.columns - 3)),
    stop,
  }
}
