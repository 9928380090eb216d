import type { CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import type { Plan } from '../plan.ts'
import type { Fix } from '../report.ts'
import { fixOfAnyServer } from './any-server.ts'
import { changeFor } from './change-for.ts'
import { findStack, stacks } from './index.ts'
import { fixedElsewhere, fixedInProxy, kindOf, type FixKind } from './kinds.ts'
import { policyOf, withAbout } from './policy.ts'
import { isProxy, recogniseStacks, type Recognised } from './recognise.ts'
import type { Block, Policy, Stack } from './types.ts'

/** The end of `recognisedBy`, if other stacks send the same responses. */
export const uncertain = ' (not certain)'

/** A stack whose fix is shown, and how it was recognised, if it was. */
interface Chosen {
  stack: Stack
  recognised?: Recognised
}

/**
 * Returns a function that returns the fixes of a finding, for the stack that the options name or the
 * responses show, with the values of the run.
 *
 * @param exchanges all exchanges of the run
 */
export function createFixer(
  plan: Plan,
  exchanges: readonly Exchange[],
): (finding: CheckFinding) => Fix[] {
  const recognised = recogniseStacks(exchanges)
  const policy = policyOf(plan, exchanges)
  return (finding) => {
    const kind = kindOf(finding)
    const chosen = choose(kind, recognised, plan)
    const fixes =
      chosen.length === 0
        ? [fixOfAnyServer(kind, finding, policyFor(kind, policy, finding.about))]
        : chosen.map((each) => fixOf(each, kind, finding, policy, recognised))
    return fixes.map((fix) => withPatterns(fix, plan))
  }
}

/** Adds notes about patterns: a block lists whole origins, and a sample instead of each pattern. */
function withPatterns(fix: Fix, { patterns }: Plan): Fix {
  const samples = patterns.filter(({ sample }) => fix.block?.includes(sample))
  const notes = samples.map(
    ({ pattern, sample, expression }) =>
      ` ${sample} stands for ${pattern}: replace it by an anchored expression, ${expression}, or by the origins that exist.`,
  )
  return { ...fix, change: fix.change + notes.join('') }
}

/**
 * Chooses the stacks to change: for some faults the proxy, for the others the application behind it.
 *
 * @returns an empty list if no stack is known, or if the fault is not in a stack
 */
function choose(
  kind: FixKind,
  recognised: readonly Recognised[],
  { stack: id, allStacks }: Plan,
): Chosen[] {
  if (kind === 'not-cors') return []
  const named = id === undefined ? undefined : findStack(id)
  const found = (stack: Stack) => recognised.find((each) => each.stack.id === stack.id)
  const chosen = (stack: Stack): Chosen => {
    const recognition = found(stack)
    return { stack, ...(recognition && { recognised: recognition }) }
  }
  if (allStacks) return stacks.filter(({ only }) => only?.includes(kind) ?? true).map(chosen)
  if (named) return [chosen(named)]
  const gate = recognised.find(({ stack }) => stack.only?.includes(kind))
  if (gate) return [{ stack: gate.stack, recognised: gate }]
  const proxy = recognised.find(({ stack }) => isProxy(stack) && !stack.only)
  const app = recognised.find(({ stack }) => !isProxy(stack))
  // If the application is not certain, its mark may come from the proxy.
  const proxyFirst = fixedInProxy.includes(kind) || (proxy?.certain && !app?.certain)
  const one = proxyFirst ? (proxy ?? app) : (app ?? proxy)
  const toBlame = one && (!fixedElsewhere.includes(kind) || one.stack.changes[kind] !== undefined)
  return toBlame ? [{ stack: one.stack, recognised: one }] : []
}

function fixOf(
  { stack, recognised }: Chosen,
  kind: FixKind,
  { expected, about = {} }: CheckFinding,
  known: Policy,
  all: readonly Recognised[],
): Fix {
  const policy = policyFor(kind, known, about)
  const { change, block, untried } = changeFor(stack, kind, about, policy, expected)
  const behind = isProxy(stack) && !stack.only && !fixedInProxy.includes(kind) && recognised
  const alone = behind && all.every((each) => isProxy(each.stack))
  return {
    stack: stack.id,
    name: stack.name,
    where: block?.where ?? '',
    change: alone
      ? `${change} If an application behind ${stack.name} sends the CORS headers, change that instead: --stack names it.`
      : change,
    ...(block && { block: commented(stack, block) }),
    ...(recognised && {
      recognisedBy: recognised.certain ? recognised.proof : `${recognised.proof}${uncertain}`,
    }),
    ...(stack.ranWith !== undefined && !untried && { tried: stack.ranWith }),
    ...(stack.documentedFor !== undefined && { documentation: stack.documentedFor }),
    ...(stack.page !== undefined && { documentationPage: stack.page }),
  }
}

function policyFor(kind: FixKind, policy: Policy, about: CheckFinding['about'] = {}): Policy {
  if (kind !== 'hide-header') return withAbout(policy, about)
  const hidden = about.exposed ?? []
  return {
    ...policy,
    exposedHeaders: policy.exposedHeaders.filter((name) => !hidden.includes(name)),
  }
}

/** Returns a block with its location as a comment in the first line, if the language has comments. */
export function commented({ syntax }: Stack, { where, code }: Block): string {
  const comment = syntax.comment(where)
  return comment === '' ? code : `${comment}\n${code}`
}
