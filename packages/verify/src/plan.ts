import type { VerifyOptions } from './options.ts'
import type { OriginPattern } from './origin-pattern.ts'

/** A request that pages of the allowed origins need to make. */
export interface Need {
  method: string
  url: string
  /** Names of the request headers the page sets, in lower case. */
  headers: readonly string[]
  /** The options name this request. False for a request that a check adds. */
  named: boolean
}

/** Returns the request with only `authorization` and the headers whose values the options give. */
export function authenticated(need: Need, { headerValues }: Pick<Plan, 'headerValues'>): Need {
  const isNeeded = (name: string) => name === 'authorization' || headerValues.has(name)
  return { ...need, headers: need.headers.filter(isNeeded) }
}

/** A state-changing request that an attacker's page must not be able to make. */
export interface CsrfAttempt {
  method: string
  url: string
  /** The body; the checks choose one if it is absent. */
  body?: string
}

/** The options, checked and complete. */
export interface Plan {
  url: URL
  /** Serialized as browsers do; a pattern is represented by its sample. */
  origins: readonly [string, ...string[]]
  /** The patterns among the origins: an origin that one matches is not disallowed. */
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

/** Returns an origin of the plan as the options name it: the pattern instead of its sample. */
export function givenOrigin({ patterns }: Pick<Plan, 'patterns'>, origin: string): string {
  return patterns.find(({ sample }) => sample === origin)?.pattern ?? origin
}

/** One invalid option. */
export interface OptionProblem {
  /** The flag and the index of its value, such as `--origin[0]`, or the path of the entry in the file. */
  source: string
  /** The invalid value; empty if it is missing, `***` if it may be a secret. */
  value: string
  reason: string
  fix: string
}

/** Thrown for invalid options, with all problems at once. */
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
