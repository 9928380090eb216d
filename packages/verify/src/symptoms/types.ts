import type { CorsFailureReason } from '../decide/types.ts'
import type { FindingCode } from '../report.ts'

/** Who prints a text: a browser engine, or a library that runs in one. */
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
  /** The finding, where no cause of a failed request fits; absent as well if the text leaves the cause open. */
  code?: FindingCode
  /** One or two sentences: what the text means. */
  meaning: string
  /** The section of docs/troubleshooting.md with the fix. */
  anchor: string
}

/** A text that a browser or a library prints about a failed request. */
export interface Symptom extends Diagnosis {
  /** The name that the engine itself has for the text, such as `MissingAllowOriginHeader`. */
  id: string
  engine: SymptomEngine
  /** The version that was looked at. */
  version: string
  /** The file of the engine or library that holds the text. */
  source: string
  /** The text, with placeholders: `{url}`, `{origin}`, `{method}`, `{header}`, `{value}` and others. */
  pattern: string
  /** The failure in the terms of the Fetch standard, if the text names one. */
  failure?: CorsFailureReason
  /** The pages send credentials, or the text would not be printed. */
  credentialed?: true
  /** The text does not name the cause: the text to copy instead. */
  copyInstead?: string
  /** Other causes for a status that stands beside the text. */
  byStatus?: readonly (Diagnosis & { from: number; to: number })[]
}

/** What a text says about the request. */
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
  /** The text is only a part of the row, perhaps words that stand there by chance. */
  isPart?: true
}
