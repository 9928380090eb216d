import { appOriginOf, canBeListed } from '../app-origins/index.ts'
import { policyOfPlan } from '../stacks/policy.ts'
import { commented } from '../stacks/fixes.ts'
import { findStack } from '../stacks/index.ts'
import { placeholderTarget } from '../parse/urls.ts'
import { parseStack } from '../parse/stacks.ts'
import { take } from '../parse/parsed.ts'
import { OptionsError, type OptionProblem } from '../plan.ts'
import { resolvePlan } from '../resolve-plan.ts'
import { exitCodes } from './exit-code.ts'
import { write, type Io } from './io.ts'
import { readArguments } from './read-arguments.ts'
import { readSettings } from './read-settings.ts'
import { ownVersion } from './version.ts'

/**
 * Runs `cors-verify config <stack>`: prints a complete configuration for the policy that the flags or the
 * configuration file describe. Sends nothing.
 *
 * @param argv the arguments after `config`
 * @returns the exit code
 * @throws {OptionsError} with all problems of the stack and the policy
 */
export async function printConfig(argv: readonly string[], io: Io): Promise<number> {
  const read = readArguments(argv, ownVersion())
  if (typeof read === 'string') {
    await write(io.stdout, read)
    return exitCodes.nothing
  }
  const [id = ''] = read.operands
  const problems: OptionProblem[] = []
  take('<stack>', id, parseStack(id), problems)
  // The policy does not depend on a target.
  const settings = await readSettings(
    { ...read, operands: [placeholderTarget.href] },
    io.folder,
  ).catch((error: unknown) => {
    if (error instanceof OptionsError) problems.push(...error.problems)
    else throw error
  })
  const stack = findStack(id)
  if (!stack || !settings) throw new OptionsError(problems)
  const plan = resolvePlan(settings.target, settings.options)
  const unlistable = plan.origins.filter((origin) => !canBeListed(origin))
  if (unlistable.length > 0) throw new OptionsError(unlistable.map(problemOf))
  const block = stack.config(policyOfPlan(plan))
  // JSON has no comments: this line goes to stderr, so that stdout is valid JSON.
  if (stack.syntax.comment('') === '') await write(io.stderr, `${stack.name}: ${block.where}\n`)
  await write(io.stdout, `${commented(stack, block)}\n`)
  return exitCodes.nothing
}

function problemOf(origin: string): OptionProblem {
  const app = appOriginOf(origin)
  return {
    source: '--origin',
    value: origin,
    reason: `cannot be allowed safely. ${app?.because ?? ''}`,
    fix: app?.instead ?? '',
  }
}
