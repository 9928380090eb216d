import type { Exchange } from '../exchange.ts'
import { stacks } from './index.ts'
import type { Recognition, Stack } from './types.ts'

/** A stack that was recognised by the responses of a run. */
export interface Recognised extends Recognition {
  stack: Stack
}

/** Whether a stack stands in front of others. A proxy and the application behind it can both be recognised. */
export function isProxy({ kind }: Stack): boolean {
  return kind === 'proxy'
}

/**
 * Finds the stacks that sent these responses: the proxies, and the application behind them.
 *
 * @returns the certain proxies, or the first possible one; the same for applications
 */
export function recogniseStacks(exchanges: readonly Exchange[]): Recognised[] {
  const found = stacks.flatMap((stack) => {
    const recognition = stack.recognise(exchanges)
    return recognition ? [{ stack, ...recognition }] : []
  })
  return [
    ...found.filter(({ stack }) => stack.only),
    ...best(found.filter(({ stack }) => isProxy(stack) && !stack.only)),
    ...best(found.filter(isBehind)),
  ]
}

function isBehind({ stack }: Recognised): boolean {
  return !isProxy(stack)
}

function best(found: readonly Recognised[]): Recognised[] {
  const certain = found.filter((each) => each.certain)
  const candidates = certain.length > 0 ? certain : found.slice(0, 1)
  // NestJS runs on Express, and its responses show both.
  const bases = candidates.flatMap(({ stack }) => stack.builtOn ?? [])
  return candidates.filter(({ stack }) => !bases.includes(stack.id))
}
