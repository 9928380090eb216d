/** The syntax of strings and comments in a language. */
export interface Syntax {
  /** Returns a string literal, with its quotes. */
  text: (value: string) => string
  /** Returns a comment line; empty if the language has no comments. */
  comment: (text: string) => string
}

const slashes = (text: string) => `// ${text}`
/** Returns a comment line that begins with `#`. */
export const hash = (text: string) => `# ${text}`

/** Puts a backslash before each of these characters and before the backslash. */
function escaped(value: string, characters: string): string {
  return value.replace(/\W/g, (each) => (`\\${characters}`.includes(each) ? `\\${each}` : each))
}

export const javascript: Syntax = {
  text: (value) => `'${escaped(value, "'")}'`,
  comment: slashes,
}

export const python: Syntax = { text: (value) => `"${escaped(value, '"')}"`, comment: hash }

export const go: Syntax = { text: (value) => `"${escaped(value, '"')}"`, comment: slashes }

export const java: Syntax = { text: (value) => `"${escaped(value, '"')}"`, comment: slashes }

export const csharp: Syntax = java

/** In Ruby, `#{`, `#$` and `#@` begin an interpolation. */
export const ruby: Syntax = { text: (value) => `"${escaped(value, '"#')}"`, comment: hash }

export const php: Syntax = { text: (value) => `'${escaped(value, "'")}'`, comment: slashes }

export const perl: Syntax = { text: (value) => `'${escaped(value, "'")}'`, comment: hash }

/** Values without quotes. */
export const plain: Pick<Syntax, 'text'> = { text: (value) => value }

/** A double-quoted scalar is written as JSON writes a string. */
export const yaml: Syntax = { text: (value) => JSON.stringify(value), comment: hash }

/** JSON has no comments. */
export const json: Syntax = { text: (value) => JSON.stringify(value), comment: () => '' }

export const xml: Syntax = {
  text: (value) =>
    value.replace(/[&<>"]/g, (each) => `&${entities[each as keyof typeof entities]};`),
  comment: (text) => `<!-- ${text.replaceAll('--', '- -')} -->`,
}

const entities = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }

/** In nginx, a dollar sign begins a variable and has no escape. A block defines `$dollar` for it. */
export const nginx: Syntax = {
  text: (value) => `"${escaped(value, '"').replaceAll('$', '${dollar}')}"`,
  comment: hash,
}

/** The `Header` directive reads `%` as the beginning of a format specifier. */
export const apache: Syntax = {
  text: (value) => `"${escaped(value, '"').replaceAll('%', '%%')}"`,
  comment: hash,
}

/** In a Caddyfile, braces begin and end a placeholder. */
export const caddy: Syntax = { text: (value) => `"${escaped(value, '"{}')}"`, comment: hash }

/** In single quotes, HAProxy interprets no other character; `%` begins a log-format variable. */
export const haproxy: Syntax = {
  text: (value) => `'${value.replaceAll('%', '%%').replaceAll("'", "'\\''")}'`,
  comment: hash,
}

/** Between double quotes a shell expands `$` and backticks. */
export const shell: Syntax = { text: (value) => `"${escaped(value, '"$`')}"`, comment: hash }

export const lighttpd: Syntax = { text: (value) => `"${escaped(value, '"')}"`, comment: hash }

/** A long string has no escapes: a quote may stand in it, and only `"}` ends it. */
export const vcl: Syntax = {
  text: (value) => (value.includes('"') ? `{"${value}"}` : `"${value}"`),
  comment: hash,
}

/** Returns the values as literals, separated by `, `. */
export function texts(syntax: Syntax, values: readonly string[]): string {
  return values.map(syntax.text).join(', ')
}

/** Returns the values as literals for a sentence: each in backticks, separated by `, `. */
export function codes(syntax: Pick<Syntax, 'text'>, values: readonly string[]): string {
  return values.map((value) => `\`${syntax.text(value)}\``).join(', ')
}

/** Returns a regular expression for exactly this text, without anchors. */
export function pattern(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
