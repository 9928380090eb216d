/** Attributes of a cookie by their names in lower case. */
export type CookieAttributes = ReadonlyMap<string, string>

/** The parts of a `Set-Cookie` line. */
export interface ParsedSetCookie {
  /** Empty for a cookie without a name. */
  name: string
  value: string
  attributes: CookieAttributes
}

/** Characters of an attribute value. Browsers ignore an attribute with a longer one. */
const maxAttributeLength = 1024

/**
 * Parses a `Set-Cookie` line. Without `=` the line is the value of a cookie without a name. The last of several
 * attributes with the same name is used.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-the-set-cookie-header-field-2
 */
export function parseSetCookie(line: string): ParsedSetCookie {
  const [pair = '', ...rest] = line.split(';')
  const [name, value] = pair.includes('=') ? splitAtEquals(pair) : ['', pair.trim()]
  const attributes = rest
    .map(splitAtEquals)
    .filter(([, text]) => text.length <= maxAttributeLength)
    .map(([key, text]) => [key.toLowerCase(), text] as const)
  return { name, value, attributes: new Map(attributes) }
}

function splitAtEquals(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=')
  return [name.trim(), value.join('=').trim()]
}
