/** A lane of the diagram. A server further than the first, to which a redirect led, has a number. */
export type LaneId = 'page' | 'browser' | 'proxy' | 'server' | `server ${number}`

/** A participant, with a life line from top to bottom. */
export interface Lane {
  id: LaneId
  title: string
  /** The origin, or what else identifies the participant. */
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
  /** It decided the CORS check. */
  decides: boolean
  /** Expected here, and absent. */
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

/** What happens inside the browser. */
export interface Note {
  kind: 'note'
  tone: Tone
  title: string
  text: string
}

/** One row of the diagram, from top to bottom. */
export type Row = Message | Note

/** A diagram before it is drawn. */
export interface Sequence {
  /** From left to right. */
  lanes: readonly Lane[]
  rows: readonly Row[]
}
