import { randomBytes, randomUUID } from 'node:crypto'
import { apiOrigin, otherHosts, stageAt, untrustedOrigin, type Name } from '../shared/stage.ts'
import type { Recorded, Run, ScenarioServer } from '../shared/types.ts'
import { startGateway } from './gateway.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import type { RunnerFile } from './runner-files.ts'
import { runnerHeaders } from './security-headers.ts'

export interface RunsOptions {
  /** Where the lab listens: pages have its port. */
  labPort: number
  /** The files of a page at the own origin of each run's server (default: none). */
  runner?: Readonly<Record<string, RunnerFile>>
  maxRuns?: number
  maxAgeSeconds?: number
}

/** The servers that run now. */
export interface Runs {
  /** Starts a server; the oldest run ends where there are too many. */
  start: (server: Pick<ScenarioServer, 'listen'>) => Promise<Run>
  /** What a run's server saw and sent; undefined if there is no such run. */
  recorded: (id: string) => readonly Recorded[] | undefined
  /** Ends a run; false if there is none. */
  end: (id: string) => Promise<boolean>
  close: () => Promise<void>
}

interface Running {
  recorder: Recorder
  startedAt: number
  close: () => Promise<void>
}

export function createRuns({
  labPort,
  runner = {},
  maxRuns = 200,
  maxAgeSeconds = 600,
}: RunsOptions): Runs {
  const pages = Object.values(stageAt(labPort))
  const running = new Map<string, Running>()

  const end = async (id: string) => {
    const run = running.get(id)
    running.delete(id)
    await run?.close()
    return run !== undefined
  }
  const endOld = () => {
    const limit = Date.now() - maxAgeSeconds * 1000
    for (const [id, { startedAt }] of running) if (startedAt <= limit) void end(id)
  }
  const timer = setInterval(endOld, Math.min(maxAgeSeconds * 500, 30_000)).unref()

  return {
    start: async ({ listen }) => {
      const id = randomUUID()
      const host = newHost()
      const recorder = createRecorder()
      const server = await listen()
      const names = (port: number): Name[] => [
        ...pages,
        ...apiNames(host, port),
        ...untrustedName(server.untrustedPort),
      ]
      const page = {
        files: runner,
        headers: (port: number) => runnerHeaders(labPort, `http://${host}:${port}`),
      }
      const gateway = await startGateway({ target: server.port, names, recorder, page }).catch(
        async (error: unknown) => {
          await server.close()
          throw error
        },
      )
      running.set(id, {
        recorder,
        startedAt: Date.now(),
        close: async () => {
          await Promise.all([gateway.close(), server.close()])
        },
      })
      // A Map keeps the order of insertion: the first key is the oldest run.
      for (const oldest of running.keys()) if (running.size > maxRuns) void end(oldest)
      return { id, api: `http://${host}:${gateway.port}` }
    },
    recorded: (id) => running.get(id)?.recorder.recorded(),
    end,
    close: async () => {
      clearInterval(timer)
      await Promise.all([...running.keys()].map(end))
    },
  }
}

/** A host for each run: cookies heed no port, and one run's must not reach the next. */
function newHost(): string {
  return `api-${randomBytes(4).toString('hex')}.acme.localhost`
}

/** The names of a run's server, so that its redirects lead where they would on stage. */
function apiNames(host: string, port: number): Name[] {
  return [
    { origin: apiOrigin, standIn: `http://${host}:${port}` },
    ...[...otherHosts].map(([origin, other]) => ({ origin, standIn: `http://${other}:${port}` })),
  ]
}

/** The name of the host with an untrusted certificate, if there is one. */
function untrustedName(port: number | undefined): Name[] {
  return port === undefined
    ? []
    : [{ origin: untrustedOrigin, standIn: `https://localhost:${port}` }]
}
