import { spawn } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

/** The result of running the command in a process of its own. */
export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
  milliseconds: number
}

const bin = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const tsx = import.meta.resolve('tsx')

/** Starts the command as its users do, in a folder without a configuration file. */
export function start(argv: readonly string[], env: Record<string, string> = {}, cwd = tmpdir()) {
  return spawn(process.execPath, ['--import', tsx, bin, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs the command to its end. */
export async function run(
  argv: readonly string[],
  env: Record<string, string> = {},
  cwd?: string,
): Promise<Outcome> {
  const startedAt = performance.now()
  const child = start(argv, env, cwd)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  return { code, stdout, stderr, milliseconds: performance.now() - startedAt }
}

/** Starts a server on a free loopback port; `url` is its path `/items`. */
export async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/items`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) (server.closeAllConnections as () => void)()
      }),
  }
}

/** Starts an HTTP server on a free loopback port. */
export function serve(listener: RequestListener) {
  return listen(createServer(listener))
}

/** The origin that {@link right} allows. */
export const app = 'http://localhost:5173'

/** A correct API: one allowed origin, fixed lists, `Vary` on every response. */
export const right: RequestListener = (request, response) => {
  response.setHeader('Vary', 'Origin')
  response.setHeader('Cache-Control', 'no-cache')
  if (request.headers.origin === app) {
    response.setHeader('Access-Control-Allow-Origin', app)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
  }
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
    response.setHeader('Access-Control-Allow-Headers', 'content-type')
    response.setHeader('Access-Control-Max-Age', '7200')
    response.writeHead(204).end()
    return
  }
  response.setHeader('Content-Type', 'application/json')
  response.end('[]')
}
