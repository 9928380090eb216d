import type { Address, Command } from '../types.ts'

/** Starts a file with this Node; it listens on `process.env.PORT`. */
export function node(file: string): (address: Address) => readonly Command[] {
  return ({ port }) => [{ program: process.execPath, args: [file], env: { PORT: String(port) } }]
}
