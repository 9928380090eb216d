import { formatReport } from '../formats/index.ts'
import type { Progress } from '../options.ts'
import type { FindingCode } from '../report.ts'
import { stderrNotices } from './stderr-notices.ts'
import { describeError } from './describe-error.ts'
import { exitCode, exitCodes } from './exit-code.ts'
import { writeWhole } from './html-file.ts'
import { write, type Io } from './io.ts'
import { printConfig } from './print-config.ts'
import { startProgress } from './progress.ts'
import { copiedNotices } from './copied-notices.ts'
import { readArguments } from './read-arguments.ts'
import { readCopied } from './read-copied.ts'
import { readSettings } from './read-settings.ts'
import { hideSecrets, secretsOf } from '../secrets.ts'
import type { Settings } from './settings.ts'
import { ownVersion } from './version.ts'

/**
 * Runs the command. Only the report goes to standard output.
 *
 * @param argv the arguments without the name of the program
 * @returns the exit code
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    if (argv[0] === 'explain') {
      // Imported on demand: it needs the texts of all causes.
      const { explain } = await import('./explain.ts')
      await explain(argv.slice(1), io, terminal(io).width)
      return exitCodes.nothing
    }
    if (argv[0] === 'config') return await printConfig(argv.slice(1), io)
    const read = readArguments(argv, ownVersion())
    if (typeof read === 'string') {
      await write(io.stdout, read)
      return exitCodes.nothing
    }
    const copied = await readCopied(read, io)
    const settings = await readSettings(read, io.folder, copied)
    await write(io.stderr, copied === undefined ? '' : copiedNotices(copied))
    return await verifyAndReport(settings, io)
  } catch (error) {
    const debug = (io.env['DEBUG'] ?? '').split(/[\s,]+/).includes('cors-verify')
    await write(io.stderr, describeError(error, debug))
    return exitCodes.couldNotRun
  }
}

async function verifyAndReport({ target, options, format, html, failOn }: Settings, io: Io) {
  const secrets = secretsOf({ target, options })
  const progress = startProgress(io, hideSecrets(target, secrets))
  // Imported on demand: help, the version and argument errors do not need it.
  const { verify } = await import('../verify.ts')
  const onProgress = (now: Progress) => progress.update(hideSecrets(now, secrets))
  const observed = await verify(target, { ...options, onProgress }).finally(progress.stop)
  const report = hideSecrets(observed, secrets)
  await write(
    io.stdout,
    formatReport(format, report, { failOn, notLookedFor: notLookedFor(options), ...terminal(io) }),
  )
  await write(io.stderr, format === 'text' ? '' : stderrNotices(report))
  if (html !== undefined) {
    const { formatHtml } = await import('../formats/html.ts')
    const problem = writeWhole(html, formatHtml(report, { credentials: isCredentialed(options) }))
    await write(io.stderr, problem)
    if (problem !== '') return exitCodes.couldNotRun
  }
  return exitCode(report, failOn)
}

/** The default is that of `resolvePlan`: true if there are cookies. */
function isCredentialed({ credentials, cookies = {} }: Settings['options']): boolean {
  return credentials ?? Object.keys(cookies).length > 0
}

/** Codes of findings that this run cannot have, because its options name nothing to check for them. */
function notLookedFor(options: Settings['options']): FindingCode[] {
  const { csrf = [], allowWrites = false, webSockets = [], streams = [] } = options
  return [
    ...(csrf.length > 0 && allowWrites ? [] : ['csrf-simple-request' as const]),
    ...(webSockets.length > 0 ? [] : ['websocket-disallowed-origin' as const]),
    ...(streams.length > 0 ? [] : ['stream-without-cors' as const]),
  ]
}

/**
 * The width of the terminal, and whether to print colors.
 *
 * @see https://no-color.org
 */
function terminal({ stdout, env }: Io): { color: boolean; width: number } {
  const wanted = (name: string) => (env[name] ?? '') !== ''
  const forced = wanted('FORCE_COLOR') && env['FORCE_COLOR'] !== '0'
  const color = !wanted('NO_COLOR') && (forced || (stdout.isTTY && env['TERM'] !== 'dumb'))
  const columns = stdout.isTTY && stdout.columns > 0 ? stdout.columns : 80
  return { color, width: Math.max(40, Math.min(columns, 120)) }
}
