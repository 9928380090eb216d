/**
 * Parses a URL; undefined if it is invalid. `URL.canParse` is not used: in Node 20 it returns false for
 * URLs with `ü` after a few thousand calls. `URL.parse` exists from Node 22 on.
 */
export function parseUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
