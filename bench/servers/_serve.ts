import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import type { ItemPage } from '@repo/api/schemas/items'

/** What every server under measurement is given. */
export interface Setup {
  /** The page of 20 items, as the API answers it. */
  page: ItemPage
  databaseFile: string
  cookieSecret: string
  /** The signed session cookie, `name=value`. */
  cookie: string
  allowedOrigins: string[]
}

/** What a server answers when the bench asks for `usage`. */
export interface Usage {
  cpuMicroseconds: number
  heapBytes: number
  rssBytes: number
}

/** The set-up whose file the bench has named. */
export function readSetup(): Setup {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Setup
}

/** Tells the bench the port, then answers its questions about this process. */
export function report(server: Server): void {
  process.send?.({ port: (server.address() as AddressInfo).port })
  process.on('message', (message) => {
    if (message !== 'usage') return
    // Exposed by the flag --expose-gc, for the memory goal alone.
    globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { heapUsed, rss } = process.memoryUsage()
    const usage: Usage = { cpuMicroseconds: user + system, heapBytes: heapUsed, rssBytes: rss }
    process.send?.(usage)
  })
  process.on('disconnect', () => process.exit())
  process.on('SIGTERM', () => process.exit())
}

/** The log line of peers without a logger of their own. It goes to /dev/null, as all logs here. */
export function logLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
