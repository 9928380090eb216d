/** A lane of the diagram. The servers after the first one, to which redirects lead, have numbers. */
export type LaneId = 'page' | 'browser' | 'proxy' | 'server' | `server ${number}`

/** A participant, with a life line from top to bottom. */
export interface Lane {
  id: LaneId
  title: string
  /** The origin, or another text that identifies the participant. */
  name: string
}

/**
 * How a row is drawn: `passes`, `blocked` by the browser, `stopped` before it arrives, or `harmful`,
 * which passes and should not.
 */
export type Tone = 'plain' | 'passes' | 'blocked' | 'stopped' | 'harmful'

/** A header line as drawn. */
export interface ShownLine {
  name: string
  value: string
  /** Whether the line decided the CORS check. */
  decides: boolean
  /** The header was expected, and is absent. */
  isAbsent?: true
}

/** An arrow from one lane to another. */
export interface Message {
  kind: 'message'
  from: LaneId
  to: LaneId
  tone: Tone
  label: string
  lines: readonly ShownLine[]
}

/** A box on the lane of the browser: a step that sends nothing. */
export interface Note {
  kind: 'note'
  tone: Tone
  title: string
  text: string
}

/** One row of the diagram, from top to bottom. */
export type Row = Message | Note

/** The content of a diagram, without positions. */
export interface Sequence {
  /** From left to right. */
  lanes: readonly Lane[]
  rows: readonly Row[]
}
