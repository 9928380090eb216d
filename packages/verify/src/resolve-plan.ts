import type { VerifyOptions } from './options.ts'
import { parseOriginPattern } from './origin-pattern.ts'
import { parseResolve } from './parse/addresses.ts'
import { parseCookie } from './parse/cookies.ts'
import { parseExposedHeader, parseRequestHeader } from './parse/header-names.ts'
import { parseMethod } from './parse/methods.ts'
import { didYouMean } from './parse/nearest.ts'
import { parseOrigin } from './parse/origins.ts'
import { parseEach, take, type Parsed } from './parse/parsed.ts'
import { need, parseCsrf, parseRequest } from './parse/requests.ts'
import { parseMaxAge, parseSeconds } from './parse/seconds.ts'
import { checkShape } from './parse/shape.ts'
import { parseStack } from './parse/stacks.ts'
import { parseStream, parseTarget, parseWebSocket, placeholderTarget } from './parse/urls.ts'
import { OptionsError, type Need, type OptionProblem, type Plan } from './plan.ts'

/**
 * Validates the options of `verify` and adds the defaults.
 *
 * @param target URL of a resource the pages read; relative paths in the options resolve against it
 * @throws {OptionsError} with all problems, each with its source, reason and fix
 */
export function resolvePlan(target: string, options: VerifyOptions): Plan {
  const { plan, problems } = checkOptions(target, options)
  if (plan === undefined) throw new OptionsError(problems)
  return plan
}

/** As `resolvePlan`, but returns the problems, for a caller that adds others. */
export function checkOptions(
  target: string,
  options: object,
): { plan: Plan | undefined; problems: OptionProblem[] } {
  const { sound, problems } = checkShape(options)
  const url = take('<url>', target, parseTarget(target), problems)
  const seconds = (flag: string, value: number | undefined, defaultValue: number) =>
    1000 *
    (take(flag, String(value), parseSeconds(value ?? defaultValue), problems) ?? defaultValue)

  const entries = parseOrigins(sound, url, problems)
  const patterns = entries.flatMap((entry) => parseOriginPattern(entry) ?? [])
  const origins = entries.map((entry) => parseOriginPattern(entry)?.sample ?? entry)
  const cookies = parseRecord('--cookie', sound.cookies, parseCookie, problems)
  const requestHeaders = parseEach(
    '--header',
    sound.requestHeaders ?? [],
    parseRequestHeader,
    ({ name }) => name,
    problems,
  )
  const headers = requestHeaders.map(({ name }) => name)
  const plan = {
    credentials: sound.credentials ?? cookies.length > 0,
    cookies,
    headerValues: new Map(
      requestHeaders.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ),
    exposedHeaders: parseNames('--expose', sound.exposedHeaders, parseExposedHeader, problems),
    allowWrites: sound.allowWrites ?? false,
    browser: take('--browser', sound.browser ?? '', parseBrowser(sound.browser), problems) ?? 'any',
    timeoutMs: seconds('--timeout', sound.timeoutSeconds, 10),
    runTimeoutMs: seconds('--run-timeout', sound.runTimeoutSeconds, 60),
    resolve: new Map(parseRecord('--resolve', sound.resolve, parseResolve, problems)),
    ignoreCertificates: sound.dangerouslyIgnoreCertificates ?? false,
    ...parseFixOptions(sound, problems),
    onProgress: sound.onProgress ?? (() => {}),
  }
  const methods = parseNames('--method', sound.methods, parseMethod, problems)
  const base = url ?? placeholderTarget
  const resolved = resolveReferences(sound, base, headers, problems)
  const [first, ...more] = origins
  if (url === undefined || first === undefined || problems.length > 0) {
    return { plan: undefined, problems }
  }
  const needs = listNeeds(url, methods, headers, resolved.requests)
  const { streams, webSockets, csrf } = resolved
  return {
    plan: { ...plan, url, origins: [first, ...more], patterns, needs, streams, webSockets, csrf },
    problems,
  }
}

/** Validates the options that decide which fixes are shown. An absent option has no entry. */
function parseFixOptions(
  { stack: id, allStacks, maxAgeSeconds: seconds }: Partial<VerifyOptions>,
  problems: OptionProblem[],
): Pick<Plan, 'stack' | 'allStacks' | 'maxAgeSeconds'> {
  const stack = id === undefined ? undefined : take('--stack', id, parseStack(id), problems)
  const maxAge =
    seconds === undefined
      ? undefined
      : take('--max-age', String(seconds), parseMaxAge(seconds), problems)
  return {
    ...(stack !== undefined && { stack }),
    ...(allStacks && { allStacks }),
    ...(maxAge !== undefined && { maxAgeSeconds: maxAge }),
  }
}

function parseOrigins(
  { origins }: Partial<VerifyOptions>,
  url: URL | undefined,
  problems: OptionProblem[],
): string[] {
  const misshapen = problems.some(({ source }) => source === 'origins')
  if (!misshapen && (origins === undefined || origins.length === 0)) {
    problems.push({
      source: '--origin',
      value: '',
      reason: 'is missing: a browser decides by the origin of the page.',
      fix: 'Pass the origin of a page that must be able to call the target, such as https://app.example.com.',
    })
  }
  return parseNames('--origin', origins, (origin) => parseOrigin(origin, url), problems)
}

function resolveReferences(
  { requests = [], streams = [], webSockets = [], csrf = [] }: Partial<VerifyOptions>,
  base: URL,
  headers: readonly string[],
  problems: OptionProblem[],
) {
  const urls = (flag: string, entries: readonly string[], parse: typeof parseStream) =>
    parseEach(flag, entries, (entry) => parse(entry, base), String, problems)
  return {
    requests: parseEach(
      '--request',
      requests,
      (entry) => parseRequest(entry, base, headers),
      keyOf,
      problems,
    ),
    streams: urls('--stream', streams, parseStream),
    webSockets: urls('--websocket', webSockets, parseWebSocket),
    csrf: parseEach('--csrf', csrf, (entry) => parseCsrf(entry, base), JSON.stringify, problems),
  }
}

/** Lists the needs: a GET of the target, the target with each further method, the other requests. */
function listNeeds(
  url: URL,
  methods: readonly string[],
  headers: readonly string[],
  requests: readonly Need[],
): Need[] {
  const get = need('GET', url, headers)
  const named = methods.length === 0 || methods.includes('GET')
  const all = [
    { ...get, named: named || requests.some((request) => keyOf(request) === keyOf(get)) },
    ...methods.map((method) => need(method, url, headers)),
    ...requests,
  ]
  const keys = all.map(keyOf)
  return all.filter((entry, index) => keys.indexOf(keyOf(entry)) === index)
}

function keyOf({ method, url }: { method: string; url: string }): string {
  return `${method} ${url}`
}

function parseNames(
  flag: string,
  entries: readonly string[] = [],
  parse: (entry: string) => Parsed<string>,
  problems: OptionProblem[],
): string[] {
  return parseEach(flag, entries, parse, (value) => value, problems)
}

function parseRecord<T>(
  flag: string,
  record: Readonly<Record<string, string>> = {},
  parse: (key: string, value: string) => Parsed<T>,
  problems: OptionProblem[],
): T[] {
  return Object.entries(record).flatMap(([key, value]) => {
    const shown = flag === '--cookie' ? `${key}=***` : `${key}=${value}`
    const parsed = take(flag, shown, parse(key, value), problems)
    return parsed === undefined ? [] : [parsed]
  })
}

function parseBrowser(name: string | undefined): Parsed<Plan['browser']> {
  if (name === undefined) return { value: 'any' }
  if (name === 'chromium' || name === 'firefox' || name === 'none') return { value: name }
  return {
    reason: 'is not a supported browser.',
    fix: didYouMean(name, ['chromium', 'firefox', 'none']),
  }
}
