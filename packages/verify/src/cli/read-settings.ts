import { basename, resolve } from 'node:path'
import { findConfigFile, loadConfigFile } from '../config-file.ts'
import { didYouMean } from '../parse/nearest.ts'
import { optionShapes, show, unknownOption } from '../parse/shape.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { checkOptions } from '../resolve-plan.ts'
import { flagsToOptions } from './flags-to-options.ts'
import { configFilePath } from './config-file-path.ts'
import { readHtmlPath } from './html-file.ts'
import type { Arguments } from './read-arguments.ts'
import type { Copied } from './read-copied.ts'
import { failLevels, formatNames, type Settings } from './settings.ts'

/**
 * Merges the flags, a copied request and the configuration file, in this order of precedence, and validates
 * the result.
 *
 * @param folder the folder that is searched for a configuration file
 * @param copied the request of --curl or --har
 * @throws {OptionsError} with all problems of all sources
 */
export async function readSettings(
  { operands, flags, problems }: Arguments,
  folder: string,
  copied?: Copied,
): Promise<Settings> {
  const path = flags.config === undefined ? findConfigFile(folder) : resolve(folder, flags.config)
  const { file, cause } = await readFile(path)
  const typed = flagsToOptions(flags)
  const unread = copied?.problem === undefined ? [] : [copied.problem]
  const found = [...(cause?.problems ?? []), ...problems, ...unread, ...typed.problems]

  const fromCopied = copied?.options && { target: copied.options.target, ...copied.options.options }
  const {
    target = '',
    format,
    failOn,
    html,
    ...others
  } = {
    ...file,
    ...fromCopied,
    ...typedSettings(operands, flags),
  } as Record<string, unknown>
  const known = knownOptions(others, found)
  const chosen = {
    format: choose('--format', format, formatNames, 'text', found),
    failOn: choose('--fail-on', failOn, failLevels, 'broken', found),
  }
  const page = readHtmlPath(html, folder)
  found.push(...page.problems)
  const options = { ...known, ...typed.options }
  const checked = checkOptions(show(target), options)
  const isUnread = unread.length > 0 || problems.some(({ source }) => source === '--har')
  const explaining = cause !== undefined || isUnread
  found.push(...checked.problems.filter((problem) => !isExplained(problem, problems, explaining)))
  if (found.length > 0) {
    const given = new Set([
      ...Object.keys(typed.options),
      ...Object.keys(typedSettings(operands, flags)),
    ])
    const inCopied = Object.keys(fromCopied ?? {}).filter((key) => !given.has(key))
    const inFile = Object.keys(file).filter((key) => !given.has(key) && !inCopied.includes(key))
    const name = path === undefined ? '' : basename(path)
    const error = new OptionsError(
      found
        .map((problem) => configFilePath(problem, copied?.flag ?? '', inCopied))
        .map((problem) => configFilePath(problem, name, inFile)),
    )
    error.cause = cause?.cause
    throw error
  }
  return {
    target: show(target),
    options: options as Settings['options'],
    ...chosen,
    ...(page.path !== undefined && { html: page.path }),
  }
}

/** Returns the error of an unreadable file instead of throwing, so that other problems are reported with it. */
async function readFile(
  path: string | undefined,
): Promise<{ file: Record<string, unknown>; cause?: OptionsError }> {
  if (path === undefined) return { file: {} }
  try {
    return { file: await loadConfigFile(path) }
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    return { file: {}, cause: error }
  }
}

function typedSettings(operands: readonly string[], { format, failOn, html }: Arguments['flags']) {
  return {
    ...(operands[0] !== undefined && { target: operands[0] }),
    ...(format !== undefined && { format }),
    ...(failOn !== undefined && { failOn }),
    ...(html !== undefined && { html }),
  } as Record<string, unknown>
}

const optionNames = Object.keys(optionShapes).filter((name) => name !== 'onProgress')

function knownOptions(
  entries: Record<string, unknown>,
  found: OptionProblem[],
): Record<string, unknown> {
  for (const key of Object.keys(entries)) {
    if (optionNames.includes(key)) continue
    found.push(unknownOption(key, ['target', 'format', 'failOn', 'html', ...optionNames]))
  }
  return Object.fromEntries(Object.entries(entries).filter(([key]) => optionNames.includes(key)))
}

function choose<T extends string>(
  flag: string,
  value: unknown,
  known: readonly T[],
  defaultValue: T,
  found: OptionProblem[],
): T {
  const choice = value === undefined ? defaultValue : known.find((name) => name === value)
  if (choice !== undefined) return choice
  const fix = didYouMean(show(value), known)
  found.push({ source: flag, value: show(value), reason: 'is not a supported value.', fix })
  return defaultValue
}

/** Whether another reported problem explains a missing value. */
function isExplained(
  { source, value }: OptionProblem,
  ofArguments: readonly OptionProblem[],
  ofSource: boolean,
): boolean {
  if (value !== '' || !['<url>', '--origin'].includes(source)) return false
  // The value may be in the unreadable file or copied request.
  if (ofSource) return true
  // Commander may have parsed the target as the value of an unknown flag.
  if (source === '<url>') return ofArguments.some(({ reason }) => reason === 'is not a flag.')
  return ofArguments.some(
    (problem) => problem.source === source || problem.fix.includes(`${source}?`),
  )
}
