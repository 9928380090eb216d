import { basename, resolve } from 'node:path'
import { findConfigFile, loadConfigFile } from '../config-file.ts'
import { didYouMean } from '../parse/nearest.ts'
import { optionShapes, show } from '../parse/shape.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { checkOptions } from '../resolve-plan.ts'
import { flagsToOptions } from './flags-to-options.ts'
import { placeInFile } from './place-in-file.ts'
import type { Arguments } from './read-arguments.ts'
import { failLevels, formatNames, type Settings } from './settings.ts'

/**
 * Lays the flags over the configuration file and checks the outcome.
 *
 * @param folder where a configuration file is looked for
 * @throws {OptionsError} with everything that is wrong in either
 */
export async function readSettings(
  { operands, flags, problems }: Arguments,
  folder: string,
): Promise<Settings> {
  const path = flags.config === undefined ? findConfigFile(folder) : resolve(folder, flags.config)
  const file = path === undefined ? {} : await loadConfigFile(path)
  const typed = flagsToOptions(flags)
  const found = [...problems, ...typed.problems]

  const { target = '', format, failOn, ...others } = { ...file, ...typedSettings(operands, flags) }
  const known = knownOptions(others, found)
  const chosen = {
    format: choose('--format', format, formatNames, 'text', found),
    failOn: choose('--fail-on', failOn, failLevels, 'broken', found),
  }
  const options = { ...known, ...typed.options }
  const checked = checkOptions(show(target), options)
  found.push(
    ...checked.problems.filter(({ place }) => !isExplained(place, problems, typed.problems)),
  )
  if (found.length > 0) {
    const given = new Set([
      ...Object.keys(typed.options),
      ...Object.keys(typedSettings(operands, flags)),
    ])
    const inFile = Object.keys(file).filter((key) => !given.has(key))
    const name = path === undefined ? '' : basename(path)
    throw new OptionsError(found.map((problem) => placeInFile(problem, name, inFile)))
  }
  return { target: show(target), options: options as Settings['options'], ...chosen }
}

function typedSettings(operands: readonly string[], { format, failOn }: Arguments['flags']) {
  return {
    ...(operands[0] !== undefined && { target: operands[0] }),
    ...(format !== undefined && { format }),
    ...(failOn !== undefined && { failOn }),
  } as Record<string, unknown>
}

const optionNames = Object.keys(optionShapes).filter((name) => name !== 'onProgress')

function knownOptions(
  entries: Record<string, unknown>,
  found: OptionProblem[],
): Record<string, unknown> {
  for (const [key, value] of Object.entries(entries)) {
    if (optionNames.includes(key)) continue
    const fix = didYouMean(key, ['target', 'format', 'failOn', ...optionNames])
    found.push({ place: key, value: show(value), reason: 'is not an option.', fix })
  }
  return Object.fromEntries(Object.entries(entries).filter(([key]) => optionNames.includes(key)))
}

function choose<T extends string>(
  flag: string,
  value: unknown,
  known: readonly T[],
  unlessTold: T,
  found: OptionProblem[],
): T {
  const choice = value === undefined ? unlessTold : known.find((name) => name === value)
  if (choice !== undefined) return choice
  const fix = didYouMean(show(value), known)
  found.push({ place: flag, value: show(value), reason: 'is not a choice.', fix })
  return unlessTold
}

/** What is missing only because it was given in a way that could not be read is named once. */
function isExplained(
  place: string,
  unknownFlags: readonly OptionProblem[],
  typed: readonly OptionProblem[],
): boolean {
  // An unknown flag may have taken the target for its value.
  if (place === '<url>' && unknownFlags.some((problem) => problem.place.startsWith('-')))
    return true
  if (unknownFlags.some(({ fix }) => fix === `Did you mean ${place}?`)) return true
  return typed.some((problem) => problem.place.startsWith(place))
}
