import { CommanderError, type Option } from 'commander'
import { didYouMean } from '../parse/nearest.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { createCommand, type Flags } from './command.ts'

/** A command line, taken apart. */
export interface Arguments {
  /** Arguments that are not flags: the target. */
  operands: readonly string[]
  flags: Flags
  /** Flags that do not exist or lack their value, and what is one operand too many. */
  problems: readonly OptionProblem[]
}

/**
 * Takes the command line apart.
 *
 * @param argv without the program's own name
 * @returns the text to print if help or the version was requested
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

/** Commander stops at a flag that ends the line, and takes another flag for a value. */
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
  // It could be a session cookie under a misspelled name.
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

/** Converts any other error of Commander. */
function describe({ message }: CommanderError): OptionProblem {
  const reason = message.replace(/^error: /, '')
  return { source: 'arguments', value: '', reason, fix: 'Compare them with the help.' }
}
