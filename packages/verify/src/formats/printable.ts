/**
 * Escapes the characters of a text that can control a terminal: control characters, and those that
 * reverse the direction of writing. The headers of a server under test may contain both.
 */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Shortens a long text and appends its original length. */
export function shorten(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text.slice(0, length - 30)}... (${text.length} characters)`
}
