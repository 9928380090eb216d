import { createSpinner } from 'nanospinner'
import type { Progress } from '../options.ts'
import type { Io } from './io.ts'

/** Shows where a run is. */
export interface ProgressLine {
  update: (progress: Progress) => void
  stop: () => void
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
    update: ({ check, done, total }) => spinner.update(`${done}/${total} ${check}`),
    stop,
  }
}
