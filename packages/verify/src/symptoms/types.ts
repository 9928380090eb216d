import type { CorsFailureReason } from '../decide/types.ts'
import type { FindingCode } from '../report.ts'

/** The software that prints a text: a browser engine, or a library that runs in one. */
export type SymptomEngine =
  | 'Chromium'
  | 'Firefox'
  | 'Safari'
  | 'Angular'
  | 'axios'
  | 'Dart http'
  | 'dio'
  | 'jQuery'
  | 'React Native'
  | 'SuperAgent'
  | 'Vite'

/** The causes that explain a text; `causes` are ids of `src/causes`, the most frequent one first. */
export interface Diagnosis {
  causes: readonly string[]
  /** The code of the finding; absent if the text does not determine it. */
  code?: FindingCode
  /** One or two sentences: what the text means. */
  meaning: string
  /** The section of docs/troubleshooting.md with the fix. */
  anchor: string
}

/** A text that a browser or a library prints about a failed request. */
export interface Symptom extends Diagnosis {
  /** The name of the text in the source of the engine, such as `MissingAllowOriginHeader`. */
  id: string
  engine: SymptomEngine
  /** The version whose source or output has the text. */
  version: string
  /** The file of the engine or library that holds the text. */
  source: string
  /** The text, with placeholders: `{url}`, `{origin}`, `{method}`, `{header}`, `{value}` and others. */
  pattern: string
  /** The failure in the terms of the Fetch standard, if the text names one. */
  failure?: CorsFailureReason
  /** The text is only printed for credentialed requests. */
  credentialed?: true
  /** The text to copy instead, if this text does not name the cause. */
  copyInstead?: string
  /** Other diagnoses for the statuses `from` to `to`, if the text has a status. */
  byStatus?: readonly (Diagnosis & { from: number; to: number })[]
}

/** The properties of the request that a text contains. */
export interface SymptomFields {
  url?: string
  /** The URL that was redirected to `url`. */
  redirectedFrom?: string
  origin?: string
  method?: string
  header?: string
  status?: number
}

/** A row that matches a text, with the causes for its status. */
export interface FoundSymptom extends Diagnosis {
  symptom: Symptom
  /** The part of the text that matches. */
  text: string
  /** The text is only a part of the row, and may match by chance. */
  isPart?: true
}
