import { inspect } from 'node:util'
import type { VerifyOptions } from '../options.ts'
import type { OptionProblem } from '../plan.ts'
import { didYouMean } from './nearest.ts'

type Kind = 'list' | 'record' | 'boolean' | 'number' | 'string' | 'function'

/** Every option, the flag that sets it and what it holds. */
export const optionShapes = {
  origins: { flag: '--origin', kind: 'list' },
  credentials: { flag: '--credentials', kind: 'boolean' },
  cookies: { flag: '--cookie', kind: 'record' },
  methods: { flag: '--method', kind: 'list' },
  requestHeaders: { flag: '--header', kind: 'list' },
  exposedHeaders: { flag: '--expose', kind: 'list' },
  requests: { flag: '--request', kind: 'list' },
  streams: { flag: '--stream', kind: 'list' },
  webSockets: { flag: '--websocket', kind: 'list' },
  csrf: { flag: '--csrf', kind: 'list' },
  allowWrites: { flag: '--allow-writes', kind: 'boolean' },
  browser: { flag: '--browser', kind: 'string' },
  timeoutSeconds: { flag: '--timeout', kind: 'number' },
  runTimeoutSeconds: { flag: '--run-timeout', kind: 'number' },
  resolve: { flag: '--resolve', kind: 'record' },
  dangerouslyIgnoreCertificates: { flag: '--insecure', kind: 'boolean' },
  stack: { flag: '--stack', kind: 'string' },
  allStacks: { flag: '--all-stacks', kind: 'boolean' },
  maxAgeSeconds: { flag: '--max-age', kind: 'number' },
  onProgress: { flag: 'onProgress', kind: 'function' },
} as const satisfies Record<keyof VerifyOptions, { flag: string; kind: Kind }>

const forms: Record<Kind, string> = {
  list: 'a list of strings',
  record: 'an object of strings',
  boolean: 'true or false',
  number: 'a number',
  string: 'a string',
  function: 'a function',
}

/** Options whose malformed values could contain a session or a token. */
const secret = new Set<string>(['cookies', 'requestHeaders'])

/**
 * Finds unknown option names and values of a wrong type.
 *
 * @returns the valid options, and the problems of the others
 */
export function checkShape(options: object): {
  sound: Partial<VerifyOptions>
  problems: OptionProblem[]
} {
  const problems: OptionProblem[] = []
  const sound: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (!isOptionName(name)) {
      problems.push(unknownOption(name, Object.keys(optionShapes)))
    } else if (isOfKind(value, optionShapes[name].kind)) {
      sound[name] = value
    } else {
      const form = forms[optionShapes[name].kind]
      problems.push({
        source: name,
        value: secret.has(name) ? '***' : show(value),
        reason: `is not ${form}.`,
        fix: fixFor(name, value, form),
      })
    }
  }
  return { sound, problems }
}

/** Returns the problem of an unknown option, without its value: it may be a secret with a misspelled name. */
export function unknownOption(name: string, known: readonly string[]): OptionProblem {
  return { source: name, value: '***', reason: 'is not an option.', fix: didYouMean(name, known) }
}

function isOptionName(name: string): name is keyof VerifyOptions {
  return Object.hasOwn(optionShapes, name)
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === 'list') return Array.isArray(value) && value.every(isString)
  if (kind !== 'record') return typeof value === kind
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && Object.values(value).every(isString)
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function fixFor(name: string, value: unknown, form: string): string {
  const list = form === forms.list && isString(value)
  return list ? `Write ${name}: [${JSON.stringify(value)}].` : `Give ${form}.`
}

/** Formats a value of the options on one line. */
export function show(value: unknown): string {
  return isString(value) ? value : inspect(value, { breakLength: Infinity, depth: 2 })
}
