import type { VerifyOptions } from '../src/index.ts'

/** The files of a server: text by path, relative to a folder of their own. */
export type Files = Readonly<Record<string, string>>

/** Texts of CORS configuration, by the names of the places that a server's files have for them. */
export type Places = Readonly<Record<string, string>>

/** Where a server runs. */
export interface Address {
  /** A free port of 127.0.0.1, to listen on. */
  port: number
  /** The port of an API without CORS, for a proxy: see `upstream.ts`. */
  upstream: number
  /** The absolute path of the folder that has the files. */
  folder: string
}

/** A program, run in the folder of the server. */
export interface Command {
  program: string
  args: readonly string[]
  /** Beside the environment of this process. */
  env?: Readonly<Record<string, string>>
}

/** A wrong CORS configuration of a server. */
export interface Wrong {
  /** What is wrong, as a row of the README has it: `method not listed`. */
  title: string
  /** What the places have; a place without a text is empty. */
  places: Places
  /** What the run needs beside the options of the stack. */
  options?: Partial<VerifyOptions>
  /** The stack has no mark in these responses: the run names it, as `--stack` does. */
  named?: true
}

/** What is installed: the version as `ranWith` of the stack has it, or what is missing, and why. */
export type Found = { version: string } | { missing: string }

/** A real server of a stack, for the loop: wrong → diagnosed → the printed fix → right. */
export interface RealStack {
  /** Its id in `src/stacks`. */
  id: string
  /** Looks for its programs and packages. */
  find: () => Found
  /** The resource that pages read (default: `/api/items`). */
  path?: string
  /** What its run needs beside `pages` of `pages.ts`. */
  options?: Partial<VerifyOptions>
  /** Its files, with the texts in their places. An empty place is a server without CORS. */
  files: (places: Places, address: Address) => Files
  /**
   * Puts a printed block where its comment says. The text of the block stays as it is; a block of several
   * parts is taken apart at its comments (default: all of it in the place `cors`).
   */
  place?: (block: string) => Places
  /** The programs to run, in order: the last one is the server, those before it build it. */
  start: (address: Address) => readonly Command[]
  wrong: readonly [Wrong, Wrong, Wrong, ...Wrong[]]
}
