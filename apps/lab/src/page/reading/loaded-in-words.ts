import type { Action } from '../../shared/types.ts'

/** What a page gets of an action that has no `Response`. */
export interface Loaded {
  what: string
  /** Completes `what`: in which state it is. */
  state: string
  /** Both in a word or two, for a diagram. */
  label: string
}

/** @returns undefined for a `fetch`, whose `Response` says more, and for a beacon */
export function loadedInWords(action: Action): Loaded | undefined {
  if (action.kind === 'web-socket') return { what: 'connection', state: 'open', label: 'open' }
  if (action.kind === 'event-stream')
    return { what: 'events', state: 'they arrive', label: 'an event' }
  if (action.kind !== 'fetch' || !action.element) return undefined
  return {
    image: { what: 'pixels of the canvas', state: 'readable', label: 'readable pixels' },
    font: { what: 'font', state: 'loaded', label: 'the font' },
    module: { what: 'module', state: 'run', label: 'the module runs' },
  }[action.element]
}
