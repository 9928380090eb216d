import type { Lines, Recorded } from '../shared/types.ts'
import { hasLine } from './header-lines.ts'
import { mask } from './mask.ts'

/** What a recorder keeps at most. */
export const limits = {
  exchanges: 50,
  /** Of the header lines of one request or response. */
  headerCharacters: 16_384,
  pathCharacters: 2048,
}

/** Keeps what a run's server saw and sent, without values of cookies. */
export interface Recorder {
  /** Keeps a request; what it returns keeps the response to it. */
  request: (request: RequestHead) => (status: number, lines: Lines) => void
  /** In order of arrival. */
  recorded: () => readonly Recorded[]
}

export interface RequestHead {
  method: string
  path: string
  lines: Lines
}

/** Makes a recorder that forgets the oldest exchange once it is full. */
export function createRecorder(): Recorder {
  const kept: Recorded[] = []
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
      kept.push(exchange)
      if (kept.length > limits.exchanges) kept.shift()
      return (status, lines) => {
        exchange.status = status
        exchange.responseHeaders = bounded(mask(lines))
      }
    },
    recorded: () => kept,
  }
}

/** The lines that fit; one that does not fit is left out with all after it. */
function bounded(lines: Lines): Lines {
  let left = limits.headerCharacters
  const end = lines.findIndex(([name, value]) => (left -= name.length + value.length) < 0)
  return end < 0 ? lines : lines.slice(0, end)
}
