import {
  accessSync,
  constants,
  existsSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { printable } from '../formats/printable.ts'
import { show } from '../parse/shape.ts'
import type { OptionProblem } from '../plan.ts'

/**
 * Validates the value of `--html`, with a temporary file in the same folder, before any request is sent.
 *
 * @param folder the base of a relative path
 * @returns the absolute path, or the problem; neither without a value
 */
export function readHtmlPath(
  value: unknown,
  folder: string,
): { path?: string; problems: OptionProblem[] } {
  if (value === undefined) return { problems: [] }
  const problem = (reason: string, fix: string) => ({
    problems: [{ source: '--html', value: show(value), reason, fix }],
  })
  if (typeof value !== 'string' || value.trim() === '')
    return problem('is not a path.', 'Write the path of a file, such as report.html.')
  const path = resolve(folder, value)
  try {
    if (existsSync(path)) {
      // The rename of `writeWhole` would replace a device, such as /dev/null.
      if (!statSync(path).isFile())
        return problem(
          'exists and is not a file.',
          'Write the path of a file, such as report.html.',
        )
      accessSync(path, constants.W_OK)
    }
    const trial = temporaryName(path)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    const code = codeOf(error)
    return problem(
      code === 'ENOENT' ? 'is in a folder that does not exist.' : `cannot be written (${code}).`,
      'Write a path in a folder that exists and can be written.',
    )
  }
  return { path, problems: [] }
}

/**
 * Writes a file atomically: under a temporary name, then renamed.
 *
 * @returns the line for stderr if that failed, such as on a full disk; else an empty string
 */
export function writeWhole(path: string, text: string): string {
  const temporary = temporaryName(path)
  try {
    writeFileSync(temporary, text)
    renameSync(temporary, path)
    return ''
  } catch (error) {
    rmSync(temporary, { force: true })
    return `cors-verify: --html "${printable(path)}": cannot be written (${codeOf(error)}), so the file is unchanged.\n`
  }
}

/** A name in the same folder: a rename across file systems is not atomic. */
function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error)
}
