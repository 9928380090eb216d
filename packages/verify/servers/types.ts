import type { FindingCode } from '../src/report.ts'
import type { VerifyOptions } from '../src/options.ts'

/** A server that listens on a free loopback port. */
export interface Listening {
  port: number
  close: () => Promise<void>
}

/** The origin of the page, for every server of this folder. */
export const webOrigin = 'https://app.example.com'
/** The origin of the API, for every server of this folder. */
export const apiOrigin = 'https://api.example.com'

/** The stack a server is written for. */
export type StackName =
  '@fastify/cors' | 'express cors' | 'hono/cors' | 'node:http' | 'node:http2' | 'proxy'

/** A server to verify, and the expected findings. */
export interface TestServer {
  /** A sentence: what this server does. */
  title: string
  stack: StackName
  /** The codes to find. Other codes may only have the severity `info`. Empty for a valid server. */
  expects: readonly FindingCode[]
  /** The ids of the causes to find (default: none). Other causes must not be found. */
  cause?: string | readonly string[]
  /** Options beyond those every server is verified with. */
  options?: Partial<VerifyOptions>
  /** The ALPN protocols of the TLS front (default: none, which is HTTP/1.1). */
  alpn?: readonly string[]
  /** Starts the server on a free loopback port, without TLS: a front terminates TLS. */
  listen: () => Promise<Listening>
}
