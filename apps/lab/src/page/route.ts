import { groups, type Group } from '../shared/groups.ts'
import { hrefTo } from './href-to.ts'
import type { SideName } from './running/side-name.ts'

/** What the page shows. */
export type Route =
  | { view: 'gallery'; group?: Group }
  /** One of the first steps; the first is 1. */
  | { view: 'step'; number: number }
  | { view: 'scenario'; id: string; side: SideName }
  | { view: 'build'; query: string }

/** Ids that scenarios had before, and their ids now: a shared link keeps working. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['firewall-refuses-patch', 'firewall-rejects-patch'],
  ['no-answer-at-all', 'no-response-at-all'],
  ['options-answered-before-cors', 'options-response-before-cors'],
  ['proxy-answers-preflights', 'proxy-responds-to-preflights'],
  ['reflects-on-actual-answers', 'reflects-on-actual-responses'],
  ['refusal-by-error', 'rejection-by-error'],
])

/** Reads `location.hash`. What it does not know is the gallery. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s)
  if (path === '/build') return { view: 'build', query }
  const step = /^\/steps(?:\/([1-5]))?$/.exec(path)
  if (step) return { view: 'step', number: Number(step[1] ?? 1) }
  const group = groups.find((each) => path === `/symptoms/${each.id}`)
  if (group) return { view: 'gallery', group: group.id }
  const id = /^\/s\/([\w.-]+)$/.exec(path)?.[1]
  if (id === undefined) return { view: 'gallery' }
  const side = new URLSearchParams(query).get('side') === 'right' ? 'right' : 'wrong'
  return { view: 'scenario', id: renamed.get(id) ?? id, side }
}

export const galleryHref = hrefTo('/')
export const buildHref = hrefTo('/build')

export function stepHref(number: number): string {
  return hrefTo(`/steps/${number}`)
}

/** The gallery, at a group. */
export function groupHref(group: Group): string {
  return hrefTo(`/symptoms/${group}`)
}

export function scenarioHref(id: string, side: SideName = 'wrong'): string {
  return hrefTo(`/s/${id}${side === 'right' ? '?side=right' : ''}`)
}
