import type { Address, Command } from '../types.ts'

/** Starts a file with this Node; it listens on `process.env.PORT`. */
export function node(
  file: string,
  ...args: readonly string[]
): (address: Address) => readonly Command[] {
  return ({ port }) => [
    { program: process.execPath, args: [file, ...args], env: { PORT: String(port) } },
  ]
}
