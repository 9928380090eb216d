import type { Lines, Recorded } from '../shared/types.ts'
import { hasLine } from './header-lines.ts'
import { mask } from './mask.ts'

/** The maximum of what a recorder stores. */
export const limits = {
  /** Of one run; the oldest is removed first. */
  exchanges: 50,
  /** Of the header lines of one request or response. */
  headerCharacters: 16_384,
  pathCharacters: 2048,
}

/** Stores the requests of a run and their responses, with the values of cookies and credentials masked. */
export interface Recorder {
  /** Stores a request. Returns a function that stores its response. */
  request: (request: RequestHead) => (status: number, lines: Lines) => void
  /** Returns the stored exchanges in the order of their requests. */
  recorded: () => readonly Recorded[]
}

/** The request line and the header lines of a request. */
export interface RequestHead {
  method: string
  path: string
  lines: Lines
}

/** Creates a recorder without exchanges. */
export function createRecorder(): Recorder {
  const stored: Recorded[] = []
  let arrived = 0
  return {
    request: ({ method, path, lines }) => {
      const exchange: Recorded = {
        index: arrived++,
        method: method.slice(0, limits.pathCharacters),
        path: path.slice(0, limits.pathCharacters),
        requestHeaders: bounded(mask(lines)),
        isPreflight:
          method === 'OPTIONS' &&
          hasLine(lines, 'origin') &&
          hasLine(lines, 'access-control-request-method'),
      }
      stored.push(exchange)
      if (stored.length > limits.exchanges) stored.shift()
      return (status, lines) => {
        exchange.status = status
        exchange.responseHeaders = bounded(mask(lines))
      }
    },
    recorded: () => stored,
  }
}

/** Returns the first lines that have at most `limits.headerCharacters` together. */
function bounded(lines: Lines): Lines {
  let left = limits.headerCharacters
  const end = lines.findIndex(([name, value]) => (left -= name.length + value.length) < 0)
  return end < 0 ? lines : lines.slice(0, end)
}
