import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Properties of a test server that its tests need, and that are not part of its code. */
const harnessField = /^ {2}(?:title|stack|expects|cause|options):(?:[^\n]|\n(?! {2}\S|\}))*\n/gm
const harnessImport = /^import (?:[^'](?!\nimport))*'\.[^']*'\n/gm

/**
 * Returns the code of a test server of `cors-verify` as a developer would write it: without the properties for its
 * tests, and with the definitions that it imports.
 *
 * @param file the path of the server
 */
export function codeOfVerifyServer(file: string): string {
  const text = readFileSync(file, 'utf8')
  const given = definitionsFor(text, dirname(file)).join('\n\n')
  return text
    .replace(harnessImport, '')
    .replace(/^export const server/m, `${given.replaceAll('$', '$$$$')}\n\n$&`)
    .replace(/^export const server: TestServer = \{\n([^]*?)^\}\n/m, (_object, fields: string) =>
      bodyOf(outdent(fields.replace(harnessField, '')).trim()),
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/**
 * Returns the code of the definitions that a server imports: the allowlist, the right options, the API behind a
 * proxy.
 *
 * @param text the code of the server
 * @param folder the folder from which it imports
 */
export function definitionsFor(text: string, folder: string): string[] {
  const usesDefault = /\bserveProxy\(/.test(text) && !/^ *servers:/m.test(text)
  const behind = usesDefault ? apiBehindProxy(folder) : undefined
  const [, imported] = /import \{[^}]*\brightCors\b[^}]*\} from '(\.[^']*)'/.exec(text) ?? []
  const from = imported ?? (behind && '../node-http.ts')
  const right = from === undefined ? undefined : definitionIn(join(folder, from), 'rightCors')
  const needsList = [text, right].some((code) => code?.includes('allowedOrigins'))
  const list = needsList ? definitionIn(join(folder, '../api.ts'), 'allowedOrigins') : undefined
  return [list, right, behind].filter((code) => code !== undefined)
}

/** Returns the code of the default server behind `serveProxy`. @throws {Error} if proxy.ts has none */
function apiBehindProxy(folder: string): string {
  const text = readFileSync(join(folder, '../proxy.ts'), 'utf8')
  const [, api] = /\brules\.servers\(\) : \[(.*)\]\n/.exec(text) ?? []
  if (api === undefined)
    throw new Error(
      'packages/verify/servers/proxy.ts: no default of rules.servers found. Adapt apiBehindProxy to it.',
    )
  return `// Behind the proxy: the API, which owns CORS.\n${api}`
}

/** Returns the code of an exported constant, without its types. */
function definitionIn(file: string, name: string): string | undefined {
  const pattern = new RegExp(
    `^export (const ${name})\\b[^=]*( = (?:\\{\\n[^]*?\\n\\}|[^\\n]*))`,
    'm',
  )
  const [, start, rest] = pattern.exec(readFileSync(file, 'utf8')) ?? []
  if (start === undefined || rest === undefined) return undefined
  return (start + rest)
    .replace('webOrigin', "'https://app.example.com'")
    .replace(
      /\(\{ headers: \{ origin = '' \} \}: IncomingMessage\): Value/,
      "({ headers: { origin = '' } })",
    )
}

/** Returns the lines between `// #region <name>` and the next `// #endregion`; undefined if there are none. */
export function codeOfRegion(text: string, name: string): string | undefined {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`)
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === '// #endregion')
  if (start < 0 || length < 0) return undefined
  return bodyOf(outdent(lines.slice(start + 1, start + 1 + length).join('\n')).trim())
}

/** Returns the expression that a property `listen` returns, or the whole function if it has a block body. */
function bodyOf(listen: string): string {
  if (!listen.startsWith('listen: ')) return listen
  const [, expression] = /^listen: (?:async )?\(\) =>(?! \{)\s+([^]*),$/.exec(listen) ?? []
  if (expression === undefined)
    return listen.replace(/^listen: /, 'const listen = ').replace(/,$/, '')
  const [first = '', ...rest] = expression.split('\n')
  return [first, outdent(rest.join('\n'), depthOf(expression))].join('\n').trimEnd()
}

/** Returns the indentation of the last line of an expression, which its first line has too. */
function depthOf(expression: string): number {
  return (expression.split('\n').at(-1) ?? '').search(/\S/)
}

function outdent(text: string, wanted = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const depths = lines.filter((line) => line.trim()).map((line) => line.search(/\S/))
  const depth = Math.min(wanted, ...depths)
  return lines.map((line) => line.slice(depth)).join('\n')
}
