import { groups, type Group } from '../shared/groups.ts'
import { hrefTo } from './href-to.ts'
import type { SideName } from './running/side-name.ts'

/** The view that the page shows. */
export type Route =
  | { view: 'gallery'; group?: Group }
  /** One of the five first steps; the first is 1. */
  | { view: 'step'; number: number }
  | { view: 'scenario'; id: string; side: SideName }
  /** The configuration is in `query`: see build/share.ts. */
  | { view: 'build'; query: string }

/** Earlier ids of scenarios, and their ids now: a shared link stays valid. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['firewall-refuses-patch', 'firewall-rejects-patch'],
  ['no-answer-at-all', 'no-response-at-all'],
  ['options-answered-before-cors', 'options-response-before-cors'],
  ['proxy-answers-preflights', 'proxy-responds-to-preflights'],
  ['reflects-on-actual-answers', 'reflects-on-actual-responses'],
  ['refusal-by-error', 'rejection-by-error'],
])

/** Returns the view that `location.hash` names; the gallery for an unknown one. */
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

/** Returns the address of a first step. @param number from 1 */
export function stepHref(number: number): string {
  return hrefTo(`/steps/${number}`)
}

/** Returns the address of the gallery, scrolled to a group. */
export function groupHref(group: Group): string {
  return hrefTo(`/symptoms/${group}`)
}

/** Returns the address of a side of a scenario. */
export function scenarioHref(id: string, side: SideName = 'wrong'): string {
  return hrefTo(`/s/${id}${side === 'right' ? '?side=right' : ''}`)
}
