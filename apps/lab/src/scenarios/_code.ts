import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Lines of a server that say what the verifier must find: not a server's code. */
const harnessField = /^ {2}(?:title|stack|expects|cause|options):(?:[^\n]|\n(?! {2}\S|\}))*\n/gm
const harnessImport = /^import (?:[^'](?!\nimport))*'\.[^']*'\n/gm

/** A verifier's server as a person would write it: without what only the verifier needs. */
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
 * What a server starts from, which stands in other files: the right options, the allowlist, the API
 * behind a proxy.
 *
 * @param folder of the server
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

/** What `serveProxy` passes requests on to, unless a server brings servers of its own. */
function apiBehindProxy(folder: string): string {
  const text = readFileSync(join(folder, '../proxy.ts'), 'utf8')
  const [, api] = /\brules\.servers\(\) : \[(.*)\]\n/.exec(text) ?? []
  if (api === undefined) throw new Error('proxy.ts has no server of its own behind it any more.')
  return `// Behind the proxy: the API, which owns CORS.\n${api}`
}

/** An exported constant, as it is written without its types. */
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

/** The lines between `// #region <name>` and the next `// #endregion`; undefined if missing. */
export function codeOfRegion(text: string, name: string): string | undefined {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`)
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === '// #endregion')
  if (start < 0 || length < 0) return undefined
  return bodyOf(outdent(lines.slice(start + 1, start + 1 + length).join('\n')).trim())
}

/** What a field `listen` returns; all of it where it takes more than one expression. */
function bodyOf(listen: string): string {
  if (!listen.startsWith('listen: ')) return listen
  const [, expression] = /^listen: (?:async )?\(\) =>(?! \{)\s+([^]*),$/.exec(listen) ?? []
  if (expression === undefined)
    return listen.replace(/^listen: /, 'const listen = ').replace(/,$/, '')
  const [first = '', ...rest] = expression.split('\n')
  return [first, outdent(rest.join('\n'), depthOf(expression))].join('\n').trimEnd()
}

/** How deep the last line of an expression stands, which is where its first one belongs. */
function depthOf(expression: string): number {
  return (expression.split('\n').at(-1) ?? '').search(/\S/)
}

function outdent(text: string, wanted = Number.POSITIVE_INFINITY): string {
  const lines = text.split('\n')
  const depths = lines.filter((line) => line.trim()).map((line) => line.search(/\S/))
  const depth = Math.min(wanted, ...depths)
  return lines.map((line) => line.slice(depth)).join('\n')
}
