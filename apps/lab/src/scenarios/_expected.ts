import type { Expected } from '../shared/types.ts'

/** The page reads a 200. @param serverSaw the methods of the requests that reach the server, in order */
export function readable(...serverSaw: readonly string[]): Expected {
  return { readable: true, status: 200, serverSaw }
}

/** The page reads nothing. @param exchanges what the server saw and the status of its response, in order */
export function blocked(
  ...exchanges: readonly (readonly [method: string, status: number])[]
): Expected {
  return {
    readable: false,
    serverSaw: exchanges.map(([method]) => method),
    serverResponded: exchanges.map(([, status]) => status),
  }
}
