import type { WireResponse } from '../../exchange.ts'
import { valueOf } from '../../http/header-lines.ts'
import { go, texts } from './syntax.ts'

/** Returns a slice of strings in Go. */
export function goStrings(values: readonly string[]): string {
  return `[]string{${texts(go, values)}}`
}

/** Whether `Vary` has the three names of a preflight. Older CORS layers send three lines, newer ones one. */
export function varies({ headers }: WireResponse): boolean {
  return /^Origin, Access-Control-Request-Method, Access-Control-Request-Headers\b/.test(
    valueOf(headers, 'vary') ?? '',
  )
}
