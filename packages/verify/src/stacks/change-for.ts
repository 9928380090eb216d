import type { FindingAbout } from '../finding-about.ts'
import { fixedElsewhere, likeKind, type FixKind } from './kinds.ts'
import { codes, plain } from './shared/syntax.ts'
import type { Block, Change, Policy, Stack } from './types.ts'

/** A change, and the configuration that contains it. */
export interface ChosenChange {
  change: string
  block?: Block
  untried?: true
}

/**
 * Returns the change of a stack for one kind of fault: its own, else one that follows from the names of its
 * settings, else `expected`.
 *
 * @param expected what the finding expects of any server
 */
export function changeFor(
  stack: Stack,
  kind: FixKind,
  about: FindingAbout,
  policy: Policy,
  expected: string,
): ChosenChange {
  const own = ownChange(stack, kind)
  if (own) {
    const { change, block, untried } = own
    const made = block === 'none' ? undefined : (block ?? stack.config)(policy)
    return {
      change: typeof change === 'string' ? change : change(about, policy),
      ...(made && { block: made }),
      ...(untried && { untried }),
    }
  }
  const change = fromSettings(stack, kind, about, policy)
  if (change !== undefined) return { change, block: stack.config(policy) }
  const note = fixedElsewhere.includes(kind)
    ? ''
    : ` cors-verify has no block of ${stack.name} for this.`
  return { change: `${sentence(expected)}${note}` }
}

function ownChange({ changes }: Stack, kind: FixKind): Change | undefined {
  const like = likeKind[kind]
  const change =
    changes[kind] ?? (like && (changes[like] ?? (likeKind[like] && changes[likeKind[like]])))
  return typeof change === 'string' ? { change } : change
}

/** Returns a change that consists of a setting and a value; undefined if the kind has none. */
function fromSettings(
  { settings, syntax }: Stack,
  kind: FixKind,
  about: FindingAbout,
  policy: Policy,
): string | undefined {
  if (!settings) return undefined
  const quoted = (values: readonly string[]) =>
    codes(settings.commaSeparated ? plain : syntax, values)
  const origins = quoted(policy.origins)
  const add = (values: readonly string[], setting: string) =>
    `Add ${quoted(values)} to \`${setting}\`, and leave what is there.`
  const { method, headers = [], exposed = [] } = about

  switch (kind) {
    case 'origin':
      return add(about.origins ?? policy.origins, settings.origins)
    case 'exact-origins':
      return `Give \`${settings.origins}\` whole origins, ${origins}, instead of a wildcard, a pattern or a reflected value.${policy.credentials ? ` Leave \`${settings.credentials}\`.` : ''}`
    case 'public-read':
      return `No change, if the data is public. Otherwise set \`${settings.origins}\` to whole origins: ${origins}.`
    case 'slow-pattern':
      return `Give \`${settings.origins}\` whole origins, ${origins}, instead of a pattern with nested repeats.`
    case 'credentials':
      return `Set \`${settings.credentials}\`, with whole origins in \`${settings.origins}\`.`
    case 'method':
      return [
        add(method === undefined ? policy.methods : [method], settings.methods),
        ...(headers.length > 0 ? [add(headers, settings.requestHeaders)] : []),
      ].join(' ')
    case 'request-header':
      return add(headers.length > 0 ? headers : policy.requestHeaders, settings.requestHeaders)
    case 'header-list':
      return policy.requestHeaders.length > 0
        ? `List the names in \`${settings.requestHeaders}\`: ${quoted(policy.requestHeaders)}.`
        : `List the names that the pages use in \`${settings.requestHeaders}\`.`
    case 'exposed-header':
      return add(exposed.length > 0 ? exposed : policy.exposedHeaders, settings.exposedHeaders)
    case 'hide-header':
      return `Remove ${quoted(exposed)} from \`${settings.exposedHeaders}\`.`
    case 'max-age':
      return `Set \`${settings.maxAge}\` to ${policy.maxAgeSeconds} seconds.`
    case 'inconsistent':
      return `Give every instance and every layer the same list of origins in \`${settings.origins}\`, without a \`RegExp\` that has the flag \`g\`.`
    default:
      return undefined
  }
}

/** Ends a text with a full stop. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
