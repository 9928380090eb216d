import type { SideName } from './running/side-name.ts'

/** What the page shows. */
export type Route =
  | { view: 'gallery' }
  | { view: 'scenario'; id: string; side: SideName }
  | { view: 'build'; query: string }

/** Reads `location.hash`. What it does not know is the gallery. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s)
  if (path === '/build') return { view: 'build', query }
  const id = /^\/s\/([\w.-]+)$/.exec(path)?.[1]
  if (id === undefined) return { view: 'gallery' }
  const side = new URLSearchParams(query).get('side') === 'right' ? 'right' : 'wrong'
  return { view: 'scenario', id, side }
}

export const galleryHref = '#/'
export const buildHref = '#/build'

export function scenarioHref(id: string, side: SideName = 'wrong'): string {
  return `#/s/${id}${side === 'right' ? '?side=right' : ''}`
}
