import type { Step } from '../../shared/types.ts'

/** What a page gets of a step that has no `Response`. */
export interface Loaded {
  what: string
  /** Completes `what`: in which state it is. */
  state: string
  /** Both in a word or two, for a diagram. */
  label: string
}

/** @returns undefined for a `fetch`, whose `Response` says more */
export function loadedInWords(step: Step): Loaded | undefined {
  if (step.kind === 'web-socket') return { what: 'connection', state: 'open', label: 'open' }
  if (step.kind === 'event-stream')
    return { what: 'events', state: 'they arrive', label: 'an event' }
  if (!step.element) return undefined
  return {
    image: { what: 'pixels of the canvas', state: 'readable', label: 'readable pixels' },
    font: { what: 'font', state: 'loaded', label: 'the font' },
    module: { what: 'module', state: 'run', label: 'the module runs' },
  }[step.element]
}
