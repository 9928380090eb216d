/** The regular expression of each placeholder of a pattern. */
const placeholders: Readonly<Record<string, string>> = {
  kind: '[\\w ]+?',
  url: '["\']?(?<url>(?:[a-z][a-z+.-]*:/)?/[^\\s"\']+?)["\']?',
  webSocket: '["\']?[^\\s"\']+?["\']?',
  eventStream: '(?<url>https?://[^\\s"\']+?)',
  redirect: "(?: \\(redirected from '[^\\s']+'\\))?",
  redirectedFrom: "(?<redirectedFrom>[^\\s']+)",
  origin: '(?<origin>[^\\s"\']+)',
  loopback: '(?<origin>https?://127\\.0\\.0\\.1(?::\\d+)?)',
  nextPort: '(?<origin>http://localhost:517[4-9])',
  page: '(?<page>[^\\s"\']+)',
  method: '(?<method>[A-Za-z]+)',
  header: '(?<header>[^\\s"\']+)',
  value: '.*?',
  lastValue: '\\S+',
  list: "[^']*[, ][^']*",
  status: '(?<status>\\d{3})',
  statusCode: '(?: Status code: (?:(?<status>\\d{3})|\\(null\\))\\.?)?',
  uri: '(?:,? uri=(?<url>[^\\s"\']+))?',
}

/** The names of the placeholders. */
export const placeholderNames: readonly string[] = Object.keys(placeholders)

/** Returns the regular expression that finds a pattern in a text that `plain` returned. */
export function compile(pattern: string): RegExp {
  const parts = plain(pattern).split(/(\{\w+\})/)
  const source = parts.map((part) => {
    const known = /^\{\w+\}$/.test(part) ? placeholders[part.slice(1, -1)] : undefined
    return known ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(source.join(''))
}

/**
 * Returns a text on one line, with straight quotes: terminals and editors wrap lines and change quotes.
 * Other whitespace stays, because it can be part of a header value.
 */
export function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[ \t\r\n\u00a0]+/g, ' ')
    .trim()
}
