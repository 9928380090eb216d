/** How a language writes texts and comments. */
export interface Syntax {
  /** A text as a literal, quotes included. */
  text: (value: string) => string
  /** A comment line; empty if the language has none. */
  comment: (text: string) => string
}

const slashes = (text: string) => `// ${text}`
/** A comment line that a `#` begins. */
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

/** `#{`, `#$` and `#@` begin an interpolation. */
export const ruby: Syntax = { text: (value) => `"${escaped(value, '"#')}"`, comment: hash }

export const php: Syntax = { text: (value) => `'${escaped(value, "'")}'`, comment: slashes }

export const perl: Syntax = { text: (value) => `'${escaped(value, "'")}'`, comment: hash }

/** A text that is not quoted. */
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

/** A dollar sign begins a variable and has no escape: the block defines `$dollar` where one is. */
export const nginx: Syntax = {
  text: (value) => `"${escaped(value, '"').replaceAll('$', '${dollar}')}"`,
  comment: hash,
}

/** `Header` reads `%` as the beginning of a format. */
export const apache: Syntax = {
  text: (value) => `"${escaped(value, '"').replaceAll('%', '%%')}"`,
  comment: hash,
}

/** Braces are placeholders. */
export const caddy: Syntax = { text: (value) => `"${escaped(value, '"{}')}"`, comment: hash }

/** Single quotes are strong; `%` begins a log-format variable. */
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

/** The members as literals, with a comma and a blank between them. */
export function texts(syntax: Syntax, values: readonly string[]): string {
  return values.map(syntax.text).join(', ')
}

/** The members as literals in a sentence: each in backticks. */
export function codes(syntax: Pick<Syntax, 'text'>, values: readonly string[]): string {
  return values.map((value) => `\`${syntax.text(value)}\``).join(', ')
}

/** A regular expression that matches this text and nothing else, without its anchors. */
export function pattern(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
