import { CommanderError, type Option } from 'commander'
import { didYouMean } from '../parse/nearest.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { createCommand, type Flags } from './command.ts'

/** A parsed command line. */
export interface Arguments {
  /** Arguments that are not flags: the target. */
  operands: readonly string[]
  flags: Flags
  /** Unknown flags, flags without their value, and operands after the first. */
  problems: readonly OptionProblem[]
}

/**
 * Parses the command line.
 *
 * @param argv the arguments without the name of the program
 * @returns the arguments, or the text to print if help or the version was requested
 * @throws {OptionsError} for an error of Commander without a more specific text
 */
export function readArguments(argv: readonly string[], version: string): Arguments | string {
  let printed = ''
  const command = createCommand(version)
  command.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => {} })
  const { sound, bare } = takeBareFlags(argv, command.options)
  try {
    command.parse(sound, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return printed
    throw new OptionsError([describe(error)])
  }
  const isFlag = (argument: string) => /^-./.test(argument)
  const firstFlag = command.args.findIndex(isFlag)
  const operands = firstFlag === -1 ? command.args : command.args.slice(0, firstFlag)
  const known = command.options.map(({ long }) => long ?? '')
  const problems = [
    ...bare.map(lacksValue),
    ...command.args.filter(isFlag).map((flag) => unknownFlag(flag, known)),
    ...operands.slice(1).map(tooMany),
  ]
  return { operands, flags: command.opts<Flags>(), problems }
}

/**
 * Removes flags that lack their value: Commander stops at one at the end of the line, and parses a flag after
 * one as its value.
 */
function takeBareFlags(
  argv: readonly string[],
  options: readonly Option[],
): { sound: string[]; bare: Option[] } {
  const sound: string[] = []
  const bare: Option[] = []
  for (const [index, argument] of argv.entries()) {
    const option = options.find(({ long, required }) => required && long === argument)
    const next = argv[index + 1]
    if (option && (next === undefined || next.startsWith('--'))) bare.push(option)
    else sound.push(argument)
  }
  return { sound, bare }
}

function lacksValue({ long, flags }: Option): OptionProblem {
  return { source: long ?? '', value: '', reason: 'lacks its value.', fix: `Write ${flags}.` }
}

function unknownFlag(argument: string, known: readonly string[]): OptionProblem {
  const [flag = ''] = argument.split('=')
  const value = argument.slice(flag.length + 1)
  if (known.includes(flag))
    return { source: flag, value, reason: 'takes no value.', fix: `Write ${flag} alone.` }
  // The value may be a session cookie of a misspelled --cookie.
  const hidden = value === '' ? '' : '***'
  return { source: flag, value: hidden, reason: 'is not a flag.', fix: didYouMean(flag, known) }
}

function tooMany(argument: string): OptionProblem {
  return {
    source: '<url>',
    value: argument,
    reason: 'is an unexpected argument: pass exactly one URL.',
    fix: 'To pass several values to a flag, separate them with commas or repeat the flag.',
  }
}

/** Converts an error of Commander to a problem. */
function describe({ message }: CommanderError): OptionProblem {
  const reason = message.replace(/^error: /, '')
  return {
    source: 'arguments',
    value: '',
    reason,
    fix: 'Check the spelling of the flags and their values.',
  }
}
