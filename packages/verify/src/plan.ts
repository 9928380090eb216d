import type { VerifyOptions } from './options.ts'
import type { OriginPattern } from './origin-pattern.ts'

/** A request that a page of an allowed origin needs to make. */
export interface Need {
  method: string
  url: string
  /** Names of the request headers the page sets, in lower case. */
  headers: readonly string[]
  /** The user named this request; the others are there to learn more. */
  named: boolean
}

/** The same request with only those of its headers that authenticate it, or whose values the user gave. */
export function authenticated(need: Need, { headerValues }: Pick<Plan, 'headerValues'>): Need {
  const isNeeded = (name: string) => name === 'authorization' || headerValues.has(name)
  return { ...need, headers: need.headers.filter(isNeeded) }
}

/** A state-changing request that an attacker's page must not be able to make. */
export interface CsrfAttempt {
  method: string
  url: string
  body?: string
}

/** The options, checked and complete. */
export interface Plan {
  url: URL
  /** Serialized as browsers do; a pattern is here with its sample. */
  origins: readonly [string, ...string[]]
  /** The patterns among the origins: what they match is not disallowed. */
  patterns: readonly OriginPattern[]
  credentials: boolean
  cookies: readonly (readonly [name: string, value: string])[]
  needs: readonly Need[]
  /** Values of request headers that the user gave, by name in lower case. */
  headerValues: ReadonlyMap<string, string>
  /** In lower case. */
  exposedHeaders: readonly string[]
  streams: readonly URL[]
  webSockets: readonly URL[]
  csrf: readonly CsrfAttempt[]
  allowWrites: boolean
  browser: 'chromium' | 'firefox' | 'none' | 'any'
  timeoutMs: number
  runTimeoutMs: number
  resolve: ReadonlyMap<string, { address: string; port: number }>
  ignoreCertificates: boolean
  /** The id of the stack whose fixes are shown; undefined if the responses decide. */
  stack?: string
  /** The fixes for every stack are shown. */
  allStacks?: true
  /** `Access-Control-Max-Age` of the printed configurations. */
  maxAgeSeconds?: number
  onProgress: NonNullable<VerifyOptions['onProgress']>
}

/** An origin of the plan as the user gave it: a pattern in place of its sample. */
export function givenOrigin({ patterns }: Pick<Plan, 'patterns'>, origin: string): string {
  return patterns.find(({ sample }) => sample === origin)?.pattern ?? origin
}

/** One problem of the options. */
export interface OptionProblem {
  /** The flag and the index of its value, such as `--origin[0]`, or the entry of the file. */
  source: string
  value: string
  reason: string
  fix: string
}

/** All problems of the options, at once. */
export class OptionsError extends Error {
  readonly problems: readonly OptionProblem[]

  constructor(problems: readonly OptionProblem[]) {
    super(
      problems
        .map(({ source, value, reason, fix }) => `${source} "${value}": ${reason} ${fix}`)
        .join('\n'),
    )
    this.name = 'OptionsError'
    this.problems = problems
  }
}
