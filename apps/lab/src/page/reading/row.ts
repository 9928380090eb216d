export type Lane = 'page' | 'browser' | 'server'
export type Tone = 'plain' | 'passes' | 'refused' | 'stopped'

/** A header line as drawn. */
export interface ShownLine {
  name: string
  value: string
  decides: boolean
  /** Expected here, and not there. */
  isAbsent?: true
}

/** An arrow from one lane to another. */
export interface Message {
  kind: 'message'
  from: Lane
  to: Lane
  tone: Tone
  label: string
  lines: readonly ShownLine[]
}

/** What happens inside the browser. */
export interface Note {
  kind: 'note'
  tone: Tone
  title: string
  text: string
}

/** One row of the diagram, from top to bottom. */
export type Row = Message | Note
