import type { Exchange } from '../exchange.ts'
import type { FindingAbout } from '../finding-about.ts'
import type { FixKind } from './kinds.ts'
import type { Syntax } from './shared/syntax.ts'

/** The values of a CORS configuration: those of the options, and those that the server allows already. */
export interface Policy {
  /** At least one; whole origins, as browsers serialize them. */
  origins: readonly string[]
  credentials: boolean
  /** `GET`, `HEAD` and `POST` among them. */
  methods: readonly string[]
  /** In lower case. */
  requestHeaders: readonly string[]
  /** In lower case. */
  exposedHeaders: readonly string[]
  maxAgeSeconds: number
}

/** A complete piece of configuration, and where it goes. */
export interface Block {
  where: string
  code: string
}

/** The proof that responses come from a stack. */
export interface Recognition {
  /** False if other stacks send the same. */
  certain: boolean
  /** The header line, the body or the habit that shows it, after "recognised by". */
  proof: string
}

/** Recognises a stack by all responses of a run; undefined if nothing shows it. */
export type Recogniser = (exchanges: readonly Exchange[]) => Recognition | undefined

/** The names of a stack's settings, as a sentence quotes them. */
export interface Settings {
  origins: string
  /** With its value: `credentials: true`. */
  credentials: string
  methods: string
  requestHeaders: string
  exposedHeaders: string
  maxAge: string
  /** Lists are one text with commas, so that their members are not quoted. */
  commaSeparated?: true
}

/** The change of a stack that fixes one kind of fault. */
export interface Change {
  /** The smallest change, in a sentence or two. */
  change: string | ((about: FindingAbout, policy: Policy) => string)
  /** Replaces the complete configuration as the block; `none` for a change without a block. */
  block?: ((policy: Policy) => Block) | 'none'
  /** This change was not run, although other changes of the stack were. */
  untried?: true
}

export const stackKinds = ['app', 'proxy', 'cloud', 'development server'] as const

/** A server software with its CORS layer, as data. */
export interface Stack {
  /** As `--stack` takes it. */
  id: string
  name: string
  kind: (typeof stackKinds)[number]
  /** The version that its fixes were run on. */
  ranWith?: string
  /** The version of the documentation that its fixes follow, if they were not run. */
  documentedFor?: string
  /** The public page of that documentation. */
  page?: `https://${string}`
  /**
   * The only kinds of fault that the stack fixes, if it stands in front of an API and has no CORS settings
   * (default: all kinds).
   */
  only?: readonly FixKind[]
  /** Ids of stacks that its responses show too: it is built on them, or has their interface. */
  builtOn?: readonly string[]
  recognise: Recogniser
  syntax: Syntax
  /** Absent for a stack that has no CORS settings. */
  settings?: Settings
  /** The complete configuration of a policy. */
  config: (policy: Policy) => Block
  /** Changes beside those that follow from `settings`. */
  changes: Partial<Record<FixKind, string | Change>>
}
