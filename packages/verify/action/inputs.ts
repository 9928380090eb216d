/**
 * The format of an input: `list` has values separated by commas or line breaks, `lines` has one value per
 * line, `boolean` is true or false for a flag without a value, `text` is one value.
 */
type Kind = 'list' | 'lines' | 'boolean' | 'text'

/** The inputs of the action that are flags of the command, and the flag of each. */
export const flagInputs: Readonly<Record<string, { flag: string; kind: Kind }>> = {
  origins: { flag: '--origin', kind: 'list' },
  credentials: { flag: '--credentials', kind: 'boolean' },
  cookies: { flag: '--cookie', kind: 'lines' },
  methods: { flag: '--method', kind: 'list' },
  headers: { flag: '--header', kind: 'lines' },
  expose: { flag: '--expose', kind: 'list' },
  requests: { flag: '--request', kind: 'lines' },
  streams: { flag: '--stream', kind: 'lines' },
  websockets: { flag: '--websocket', kind: 'lines' },
  csrf: { flag: '--csrf', kind: 'lines' },
  'allow-writes': { flag: '--allow-writes', kind: 'boolean' },
  browser: { flag: '--browser', kind: 'text' },
  stack: { flag: '--stack', kind: 'text' },
  'all-stacks': { flag: '--all-stacks', kind: 'boolean' },
  'max-age': { flag: '--max-age', kind: 'text' },
  config: { flag: '--config', kind: 'text' },
  html: { flag: '--html', kind: 'text' },
  'fail-on': { flag: '--fail-on', kind: 'text' },
  timeout: { flag: '--timeout', kind: 'text' },
  'run-timeout': { flag: '--run-timeout', kind: 'text' },
  resolve: { flag: '--resolve', kind: 'lines' },
  insecure: { flag: '--insecure', kind: 'boolean' },
}

/** Invalid inputs. The message has one line for each of them. */
export class InputError extends Error {}

/**
 * Reads the inputs from the environment.
 *
 * @returns arguments of the command; no shell reads them
 * @throws {InputError} with all booleans that are neither true nor false
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = []
  const argv = Object.entries(flagInputs).flatMap(([name, { flag, kind }]) => {
    const value = (env[variableOf(name)] ?? '').trim()
    if (value === '') return []
    if (kind !== 'boolean') return valuesOf(value, kind).map((one) => `${flag}=${one}`)
    // The booleans of YAML 1.2, which getBooleanInput of @actions/core accepts too.
    if (/^(?:true|True|TRUE)$/.test(value)) return [flag]
    if (!/^(?:false|False|FALSE)$/.test(value))
      problems.push(`${name} "${value}": is not a boolean. Write true or false.`)
    return []
  })
  if (problems.length > 0) throw new InputError(problems.join('\n'))
  const url = (env[variableOf('url')] ?? '').trim()
  // The argument after `--` is the URL, even if it begins with a hyphen.
  return url === '' ? argv : [...argv, '--', url]
}

/** Returns the environment variable of an input in action.yml: bash does not pass on names with a hyphen. */
export function variableOf(name: string): string {
  return `INPUT_${name.replaceAll('-', '_').toUpperCase()}`
}

function valuesOf(value: string, kind: Exclude<Kind, 'boolean'>): string[] {
  if (kind === 'text') return [value]
  return value
    .split(kind === 'list' ? /[\n,]/ : '\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
