import type { FindingCode } from '../src/report.ts'
import type { VerifyOptions } from '../src/options.ts'

/** A server that listens on a free loopback port. */
export interface Listening {
  port: number
  close: () => Promise<void>
}

/** The page's origin and the API's, for every server of this folder. */
export const webOrigin = 'https://app.example.com'
export const apiOrigin = 'https://api.example.com'

/** The stack a server is written for. */
export type StackName =
  '@fastify/cors' | 'express cors' | 'hono/cors' | 'node:http' | 'node:http2' | 'proxy'

/** A server to verify: what it does, and what must be found. */
export interface TestServer {
  /** A sentence: what this server does. */
  title: string
  stack: StackName
  /** The codes that must be found, and no others but infos. Empty for a correct server. */
  expects: readonly FindingCode[]
  /** The ids of the causes that must be named, and no others. Default: none. */
  cause?: string | readonly string[]
  /** Options beyond those every server is verified with. */
  options?: Partial<VerifyOptions>
  /** The protocols that TLS offers before it (default: none, which is HTTP/1.1). */
  alpn?: readonly string[]
  /** Starts it on a free loopback port, without TLS, which is ended before it. */
  listen: () => Promise<Listening>
}
