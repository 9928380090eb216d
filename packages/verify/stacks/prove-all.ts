import { prove, type Proof } from './loop.ts'
import type { RealStack } from './types.ts'

/** The result of a stack: its version and its proof, or why it cannot run here. */
export type Result =
  ({ stack: RealStack; version: string } & Proof) | { stack: RealStack; missing: string }

/** Stacks that are proven at the same time, for a machine with two cores. */
export const atOnce = 2

/**
 * Proves stacks, `atOnce` at a time.
 *
 * @param onResult called after each stack
 * @returns the results in the order of the stacks
 */
export async function proveAll(
  stacks: readonly RealStack[],
  onResult: (result: Result) => void,
): Promise<Result[]> {
  const results = new Map<RealStack, Result>()
  const waiting = [...stacks]
  const work = async () => {
    for (let stack = waiting.shift(); stack; stack = waiting.shift()) {
      const found = stack.find()
      const result = 'missing' in found ? found : { ...found, ...(await prove(stack)) }
      const done = { stack, ...result }
      results.set(stack, done)
      onResult(done)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return stacks.flatMap((stack) => results.get(stack) ?? [])
}

/** Formats a result for a terminal: one line, and one for each problem. */
export function resultLine(result: Result): string {
  const name = result.stack.id.padEnd(20)
  if ('missing' in result) return `--   ${name}not here: ${result.missing}`
  const { version, problems, milliseconds } = result
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`
  const line = `${problems.length === 0 ? 'ok ' : 'NOT'}  ${name}${version}, wrong in ${result.stack.wrong.length} ways, ${seconds}`
  return [line, ...problems.map((problem) => `     ${problem.replaceAll('\n', '\n     ')}`)].join(
    '\n',
  )
}

/** Returns a summary of the results, and the exit code: 1 if a printed fix does not work, or if nothing ran. */
export function summary(results: readonly Result[]): { text: string; exitCode: 0 | 1 } {
  const ran = results.flatMap((result) => ('missing' in result ? [] : [result]))
  const works = ran.filter(({ problems }) => problems.length === 0).length
  const absent = results.flatMap((result) =>
    'missing' in result ? [`  ${result.stack.id}: ${result.missing}`] : [],
  )
  return {
    text: [
      `${works} of ${ran.length} stacks: the printed fix works`,
      ...(absent.length > 0 ? ['Cannot run here:', ...absent] : []),
    ].join('\n'),
    exitCode: works === ran.length && ran.length > 0 ? 0 : 1,
  }
}
