import type { Action } from '../../shared/types.ts'

/** The words for the result of an action that has no `Response`. */
export interface Loaded {
  /** Such as `connection`. */
  what: string
  /** Its state, such as `open`. */
  state: string
  /** Both in a word or two, for a diagram. */
  label: string
}

/** Returns the words for a successful action; undefined for a `fetch`, which has a `Response`, and for a beacon. */
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
