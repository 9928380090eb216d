import { CommanderError } from 'commander'
import { didYouMean } from '../parse/nearest.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { createCommand, type Flags } from './command.ts'

/** A command line, taken apart. */
export interface Arguments {
  /** What stands beside flags: the target. */
  operands: readonly string[]
  flags: Flags
  /** Flags that do not exist, and what is one operand too many. */
  problems: readonly OptionProblem[]
}

/**
 * Takes the command line apart.
 *
 * @param argv without the program's own name
 * @returns the text to print if that is all that was asked for: help or the version
 * @throws {OptionsError} if the last flag lacks its value
 */
export function readArguments(argv: readonly string[], version: string): Arguments | string {
  let printed = ''
  const command = createCommand(version)
  command.configureOutput({ writeOut: (text) => (printed += text), writeErr: () => {} })
  try {
    command.parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return printed
    throw new OptionsError([describe(error, argv)])
  }
  const isFlag = (argument: string) => /^-./.test(argument)
  const firstFlag = command.args.findIndex(isFlag)
  const operands = firstFlag === -1 ? command.args : command.args.slice(0, firstFlag)
  const known = command.options.map(({ long }) => long ?? '')
  const problems = [
    ...command.args.filter(isFlag).map((flag) => unknownFlag(flag, known)),
    ...operands.slice(1).map(tooMany),
  ]
  return { operands, flags: command.opts<Flags>(), problems }
}

function unknownFlag(argument: string, known: readonly string[]): OptionProblem {
  const [flag = ''] = argument.split('=')
  const takesNone = known.includes(flag)
  return {
    place: flag,
    value: argument.slice(flag.length + 1),
    reason: takesNone ? 'takes no value.' : 'is not a flag.',
    fix: takesNone ? `Write ${flag} alone.` : didYouMean(flag, known),
  }
}

function tooMany(argument: string): OptionProblem {
  return {
    place: '<url>',
    value: argument,
    reason: 'is a second one; a run has one.',
    fix: 'Repeat the flag before each of its values, or put commas between them.',
  }
}

/** The one mistake at which reading stops: the last flag has nothing behind it. */
function describe({ code, message }: CommanderError, argv: readonly string[]): OptionProblem {
  const missing = code === 'commander.optionMissingArgument'
  return {
    place: missing ? (argv.at(-1) ?? '') : 'arguments',
    value: '',
    reason: missing ? 'lacks its value.' : message.replace(/^error: /, ''),
    fix: 'See cors-verify --help.',
  }
}
