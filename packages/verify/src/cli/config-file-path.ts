import { optionShapes } from '../parse/shape.ts'
import type { OptionProblem } from '../plan.ts'

const flagsByName = new Map<string, string>([
  ['target', '<url>'],
  ['format', '--format'],
  ['failOn', '--fail-on'],
  ['html', '--html'],
  ...Object.entries(optionShapes).map(([name, { flag }]) => [name, flag] as const),
])

/**
 * Replaces the flag in the source of a problem by the entry of the configuration file, if the value came from
 * there.
 *
 * @param fileName of the configuration file, or the flag of the copied request
 * @param names entries of the file that no flag overrides
 */
export function configFilePath(
  problem: OptionProblem,
  fileName: string,
  names: readonly string[],
): OptionProblem {
  const [, start = '', index = ''] = /^([^[]*)(.*)$/.exec(problem.source) ?? []
  const name = names.find((entry) => entry === start || flagsByName.get(entry) === start)
  return name === undefined ? problem : { ...problem, source: `${fileName} ${name}${index}` }
}
