import { createSpinner } from 'nanospinner'
import type { Progress } from '../options.ts'
import { printable } from '../formats/printable.ts'
import { parseUrl } from '../parse-url.ts'
import type { Io } from './io.ts'

/** Shows where a run is. */
export interface ProgressLine {
  update: (progress: Progress) => void
  stop: () => void
}

/**
 * `3 of about 21: preflights: OPTIONS /api/items from https://app.example.com`.
 *
 * @param width characters at most: a longer line would leave its end on the screen
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

/** A line on a person's terminal; nothing where output is piped, or in continuous integration. */
export function startProgress({ stdout, stderr, env }: Io, target: string): ProgressLine {
  // A terminal that reports 0 columns makes the spinner count lines without end.
  const terminal = stdout.isTTY && stderr.isTTY && stderr.columns > 0
  const watched = terminal && env['CI'] === undefined && env['TERM'] !== 'dumb'
  if (!watched) return { update: () => {}, stop: () => {} }

  const frames = ['-', '\\', '|', '/']
  const spinner = createSpinner(`Checking ${target}`, { stream: stderr, frames }).start()
  const stop = () => {
    if (spinner.isSpinning()) spinner.stop()
    process.off('exit', stop)
  }
  // The spinner hides the cursor; whatever ends the process has to bring it back.
  process.on('exit', stop)
  return {
    // Two columns are for the frame.
    update: (progress) => spinner.update(progressText(progress, stderr.columns - 3)),
    stop,
  }
}
