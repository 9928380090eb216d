import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'
import type { ItemPage } from '@repo/api/schemas/items'

/** What every server under measurement is given. */
export interface Setup {
  /** The page of 20 items, as the API returns it. */
  page: ItemPage
  databaseFile: string
  cookieSecret: string
  /** The signed session cookie, `name=value`. */
  cookie: string
  allowedOrigins: string[]
}

/** What a server reports when the bench sends `usage`. */
export interface Usage {
  cpuMicroseconds: number
  heapBytes: number
  rssBytes: number
}

/** Reads the configuration from the file that the bench names. */
export function readSetup(): Setup {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Setup
}

/** Reports the port to the bench, then the usage of this process on request. */
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
