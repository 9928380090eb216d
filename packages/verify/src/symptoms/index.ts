/**
 * The texts that browsers and libraries print about failed requests, with their causes. Pure: it also runs in
 * a browser.
 */
export { findSymptoms } from './find-symptoms.ts'
export { isInAnotherLanguage } from './another-language.ts'
export { symptoms } from './rows.ts'
export type { Diagnosis, FoundSymptom, Symptom, SymptomEngine, SymptomFields } from './types.ts'
