import type { Fixture } from './fixture.ts'

/** One line of the table. */
export interface Row {
  what: string
  measured: number
  /** What `measured` counts: `instructions`, `µs of CPU`, `× bare Fastify`. */
  unit: string
  /** The most it may be. */
  atMost?: number
  /** Integers decide; times depend on the machine and only report. Default: reports. */
  gates?: boolean
}

/** What a goal may need that a machine may lack. */
export type Instrument = 'callgrind' | 'chromium'

/** One of the goals of docs/performance.md. */
export interface Goal {
  /** For `--only`. */
  id: string
  title: string
  needs?: Instrument
  measure(fixture: Fixture): Promise<Row[]>
}
