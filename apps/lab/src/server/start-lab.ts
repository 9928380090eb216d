import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { ViteDevServer } from 'vite'
import { labOriginsAt, labPort, stageAt } from '../shared/stage.ts'
import { createControl } from './control.ts'
import { LabError } from './lab-error.ts'
import { listenOnLoopback, type Listening } from './listen.ts'
import { refuseProduction } from './refuse-production.ts'
import { runnerFiles, sendRunnerFile } from './runner-files.ts'
import { createRuns } from './runs.ts'
import { loadScenarios } from './scenarios.ts'
import { labHeaders, runnerHeaders } from './security-headers.ts'

export interface LabOptions {
  /** Where to listen; every stand-in moves along. The usual one unless told. */
  port?: number
  /** Serve the lab's page, by Vite; without it there are the runner and the control API. */
  vite?: boolean
  /** Told of each scenario that cannot be used; `console.error` unless told. */
  onProblem?: (problem: string) => void
}

export interface Lab {
  /** What to open. */
  origin: string
  port: number
  close: () => Promise<void>
}

/**
 * Starts the lab on loopback: its page, the pages on stage, and the control API.
 *
 * @throws {LabError} in production, or if the port is taken
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { port: wanted = labPort, vite: servesPage = true, onProblem = console.error } = options
  refuseProduction()
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
  const stageHosts = new Set(Object.values(stageAt(port)).map(({ standIn }) => hostOf(standIn)))
  const labHosts = new Set(labOrigins.map(hostOf))
  const [origin, plainOrigin] = labOrigins
  const control = createControl(scenarios, runs)

  handle = async (request, response) => {
    const host = request.headers.host?.toLowerCase() ?? ''
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const file = runner[path]
    // A name that is not ours is a stranger's that points here.
    if (!stageHosts.has(host) && !labHosts.has(host)) {
      sendText(response, 421, `The lab is at ${origin}/.`)
    } else if (file) {
      await sendRunnerFile(response, file, runnerHeaders(port, `http://${host}`))
    } else if (!labHosts.has(host)) {
      sendText(response, 404, `The lab is at ${origin}/.`)
    } else {
      for (const [name, value] of Object.entries(labHeaders(port))) response.setHeader(name, value)
      if (path.startsWith('/lab/')) await control(request, response)
      else if (path === '/' && `http://${host}` === plainOrigin)
        // Cookies need the lab on the site of its pages. Browsers keep the fragment.
        response.writeHead(302, { Location: `${origin}/`, 'Cache-Control': 'no-store' }).end()
      else if (vite)
        vite.middlewares(request, response, () => sendText(response, 404, 'There is no such page.'))
      else sendText(response, 404, 'This lab was started without its page.')
    }
  }

  return {
    origin,
    port,
    close: async () => {
      await Promise.all([runs.close(), vite?.close()])
      await close()
      // What a lab on another port has prepared serves nobody again.
      if (vite && port !== labPort) await rm(vite.config.cacheDir, { recursive: true, force: true })
    },
  }
}

/** Vite in middleware mode: one process, one listener, and its own page loads from it. */
async function startVite(server: ReturnType<typeof createServer>, port: number) {
  const { createServer: createVite } = await import('vite')
  const folder = new URL('../../', import.meta.url)
  const vite: ViteDevServer = await createVite({
    configFile: fileURLToPath(new URL('vite.config.ts', folder)),
    // Two labs at a time must not share what is prepared.
    ...(port !== labPort && {
      cacheDir: fileURLToPath(new URL(`node_modules/.vite-${port}`, folder)),
    }),
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: { server }, cors: false },
  })
  return vite
}

/** A taken port is an error: another port would be other origins. */
async function listen(server: ReturnType<typeof createServer>, port: number): Promise<Listening> {
  const taken = new LabError(
    `PORT_IN_USE  lab localhost:${port}: another process listens there. Stop it, or choose another` +
      ` port: LAB_PORT=${port + 10}.`,
  )
  // A neighbour on ::1 alone leaves 127.0.0.1 free, and gets the browser's requests.
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
