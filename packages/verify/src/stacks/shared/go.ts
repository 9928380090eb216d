import { go, texts } from './syntax.ts'

/** A slice of strings. */
export function goStrings(values: readonly string[]): string {
  return `[]string{${texts(go, values)}}`
}
