import type { VerifyOptions } from '../src/index.ts'

/** The files of a server: their text by path, relative to the folder of the server. */
export type Files = Readonly<Record<string, string>>

/** Parts of a CORS configuration, by the name of the place in the server's files where each is inserted. */
export type Places = Readonly<Record<string, string>>

/** The ports and the folder of a server. */
export interface Address {
  /** A free port of 127.0.0.1, to listen on. */
  port: number
  /** The port of an API without CORS, to which a proxy forwards: see `upstream.ts`. */
  upstream: number
  /** The absolute path of the folder with the files. */
  folder: string
}

/** A program, run in the folder of the server. */
export interface Command {
  program: string
  args: readonly string[]
  /** Variables added to the environment of this process. */
  env?: Readonly<Record<string, string>>
}

/** A wrong CORS configuration of a server. */
export interface Wrong {
  /** The fault, as in the table of the README: `method not listed`. */
  title: string
  /** The wrong configuration. A place that is not named is empty. */
  places: Places
  /** Options of the run, added to those of the stack. */
  options?: Partial<VerifyOptions>
  /** The run names the stack, as `--stack` does, because these responses do not show it. */
  named?: true
}

/** The installed version, in the format of `ranWith` of the stack, or what is missing and how to install it. */
export type Found = { version: string } | { missing: string }

/** A real server of a stack. Each wrong configuration is diagnosed, fixed as printed, and verified again. */
export interface RealStack {
  /** Its id in `src/stacks`. */
  id: string
  /** Looks for the programs and packages of the stack. */
  find: () => Found
  /** The resource that pages read (default: `/api/items`). */
  path?: string
  /** Options of its runs, added to `pages` of `pages.ts`. */
  options?: Partial<VerifyOptions>
  /** Returns the files of the server, with the configuration inserted. Empty places: a server without CORS. */
  files: (places: Places, address: Address) => Files
  /**
   * Assigns a printed block, unchanged, to the places that its comments name. A block of several parts is
   * split at its comments (default: the whole block in the place `cors`).
   */
  place?: (block: string) => Places
  /** The programs to run, in order: the last one is the server, those before it build it. */
  start: (address: Address) => readonly Command[]
  wrong: readonly [Wrong, Wrong, Wrong, ...Wrong[]]
}
