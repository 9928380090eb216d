import { Writable } from 'node:stream'

/** A line of the log, as pino writes it. */
export type LogLine = Record<string, unknown> & { level: number; msg: string }

/** Collects the log of an API: pass `stream` to its logger. */
export function collectLog(): { stream: Writable; lines: LogLine[]; text: () => string } {
  const lines: LogLine[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n')) {
        if (line) lines.push(JSON.parse(line) as LogLine)
      }
      done()
    },
  })
  return { stream, lines, text: () => JSON.stringify(lines) }
}
