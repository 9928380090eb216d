import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { ViteDevServer } from 'vite'
import { labOriginsAt, labPort, pageOriginsAt } from '../shared/origins.ts'
import { createControl } from './control.ts'
import { LabError } from './lab-error.ts'
import { listenOnLoopback, type Listening } from './listen.ts'
import { assertNotProduction } from './assert-not-production.ts'
import { runnerFiles, sendRunnerFile } from './runner-files.ts'
import { createRuns } from './runs.ts'
import { loadScenarios } from './scenarios.ts'
import { labHeaders, runnerHeaders } from './security-headers.ts'

/** Options of `startLab`. */
export interface LabOptions {
  /** The port, which all local origins have too; 0 for a free one (default: 5273). */
  port?: number
  /** Serve the lab's page with Vite (default: true). With false there are the runner and the control API. */
  vite?: boolean
  /** Called for each reason why a scenario cannot be used (default: `console.error`). */
  onProblem?: (problem: string) => void
}

/** A running lab. */
export interface Lab {
  /** The origin to open in a browser. */
  origin: string
  port: number
  /** Ends all runs and stops the server. */
  close: () => Promise<void>
}

/**
 * Starts the lab on loopback: its page, the runner at the local origin of every page, and the control API.
 *
 * @throws {LabError} if NODE_ENV is `production`, or if the port is in use
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port: wanted = labPort, vite: servesPage = true, onProblem = console.error } = options
  assertNotProduction()
  const { scenarios, problems } = await loadScenarios()
  problems.forEach((problem) => onProblem(problem))

  let handle = (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(503, { 'Retry-After': '1' }).end()
    return Promise.resolve()
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })
  const { port, close } = await listen(server, wanted)
  const runner = runnerFiles()
  const runs = createRuns({ labPort: port, runner })
  const vite = servesPage ? await startVite(server, port) : undefined

  const labOrigins = labOriginsAt(port)
  const pageHosts = new Set(
    Object.values(pageOriginsAt(port)).map(({ localOrigin }) => hostOf(localOrigin)),
  )
  const labHosts = new Set(labOrigins.map(hostOf))
  const [origin, plainOrigin] = labOrigins
  const control = createControl(scenarios, runs)

  handle = async (request, response) => {
    const host = request.headers.host?.toLowerCase() ?? ''
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const file = runner[path]
    // Against DNS rebinding: an untrusted host name can resolve to 127.0.0.1.
    if (!pageHosts.has(host) && !labHosts.has(host)) {
      sendText(response, 421, `The lab is at ${origin}/.`)
    } else if (file) {
      await sendRunnerFile(response, file, runnerHeaders(port, `http://${host}`))
    } else if (!labHosts.has(host)) {
      sendText(response, 404, `The lab is at ${origin}/.`)
    } else {
      for (const [name, value] of Object.entries(labHeaders(port))) response.setHeader(name, value)
      if (path.startsWith('/lab/')) await control(request, response)
      else if (path === '/' && `http://${host}` === plainOrigin)
        // The lab must be same-site with its pages for cookies (see origins.ts). The fragment survives a redirect.
        response.writeHead(302, { Location: `${origin}/`, 'Cache-Control': 'no-store' }).end()
      else if (vite)
        vite.middlewares(request, response, () =>
          sendText(response, 404, 'The page does not exist.'),
        )
      else sendText(response, 404, 'This lab was started without its page.')
    }
  }

  return {
    origin,
    port,
    close: async () => {
      await Promise.all([runs.close(), vite?.close()])
      await close()
      // A lab on another port has its own Vite cache, which is not used again.
      if (vite && port !== labPort) await rm(vite.config.cacheDir, { recursive: true, force: true })
    },
  }
}

/** Starts Vite in middleware mode: it serves the page on the server of the lab. */
async function startVite(server: ReturnType<typeof createServer>, port: number) {
  const { createServer: createVite } = await import('vite')
  const folder = new URL('../../', import.meta.url)
  const vite: ViteDevServer = await createVite({
    configFile: fileURLToPath(new URL('vite.config.ts', folder)),
    // Two labs that run at the same time must not share the cache of prebundled dependencies.
    ...(port !== labPort && {
      cacheDir: fileURLToPath(new URL(`node_modules/.vite-${port}`, folder)),
    }),
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: { server }, cors: false },
  })
  return vite
}

/** Listens on the port. A port in use is an error, as another port would change all local origins. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<Listening> {
  const taken = new LabError(
    `PORT_IN_USE  lab localhost:${port}: another process listens there. Stop it, or choose another` +
      ` port: LAB_PORT=${port + 10}.`,
  )
  // A server on ::1 alone leaves 127.0.0.1 free, but browsers try ::1 first for localhost.
  if (port !== 0 && (await respondsOn('::1', port))) throw taken
  return listenOnLoopback(server, port).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? taken : error
  })
}

function respondsOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect({ host, port })
    const done = (isUp: boolean) => {
      probe.destroy()
      resolve(isUp)
    }
    probe.once('connect', () => done(true))
    probe.once('error', () => done(false))
  })
}

function hostOf(origin: string): string {
  return new URL(origin).host
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
