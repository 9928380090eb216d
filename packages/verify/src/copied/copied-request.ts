import type { HeaderLines } from '../decide/types.ts'

/** A request as a browser's network panel copies it. */
export interface CopiedRequest {
  url: string
  method: string
  /** The headers that the page set and those that the browser added. */
  headers: HeaderLines
}
