import { once } from 'node:events'
import { createServer as createNetServer, type AddressInfo, type Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createServer, type InlineConfig, type UserConfig, type ViteDevServer } from 'vite'
import type { StartedServer } from '../shared/types.ts'

/** The configuration of Vite that scenarios share. Its page is the runner. */
const quiet: InlineConfig = {
  configFile: false,
  root: fileURLToPath(new URL('../runner/', import.meta.url)),
  logLevel: 'silent',
  optimizeDeps: { noDiscovery: true },
}

/**
 * Starts an API, and Vite with server options of a scenario. Vite listens on a free port instead of the
 * configured one, and every proxy leads to the API.
 *
 * @param isPortTaken whether another process, such as an earlier Vite, already listens on the port
 * @param isInFront whether pages send their requests to Vite, which forwards them to the API
 * @returns the configured origin of Vite's page: with the next port, if Vite has moved to another one
 */
export async function serveWithVite(
  serveApi: () => Promise<StartedServer>,
  { server: { port = 5173, strictPort = false, proxy = {}, cors } = {} }: UserConfig,
  { isPortTaken = false, isInFront = false } = {},
): Promise<StartedServer> {
  const api = await serveApi()
  const other = isPortTaken ? await takePort() : undefined
  const start = (wanted: number) =>
    listen({
      host: '127.0.0.1',
      port: wanted,
      strictPort,
      proxy: mapValues(proxy, `http://127.0.0.1:${api.port}`),
      ...(cors !== undefined && { cors }),
      watch: null,
      ws: false,
    })
  const close = async (vite?: ViteDevServer) => {
    await Promise.all([vite?.close(), api.close(), other && end(other)])
  }
  try {
    const { vite, hasMoved } = await startBeside(other, start)
    const origin = `http://localhost:${hasMoved ? port + 1 : port}`
    const page = { origin, port: portOf(vite.httpServer) }
    return { port: isInFront ? page.port : api.port, page, close: () => close(vite) }
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts Vite on the port of another server. If Vite fails because of that, the other server ends. */
async function startBeside(
  other: Server | undefined,
  start: (port: number) => Promise<ViteDevServer>,
): Promise<{ vite: ViteDevServer; hasMoved: boolean }> {
  if (!other) return { vite: await onFreePort(start), hasMoved: false }
  const wanted = portOf(other)
  try {
    const vite = await start(wanted)
    return { vite, hasMoved: portOf(vite.httpServer) !== wanted }
  } catch (error) {
    if (!String(error).includes(`Port ${wanted} is already in use`)) throw error
    await end(other)
    return { vite: await onFreePort(start), hasMoved: false }
  }
}

/** Starts Vite on a free port, with several attempts: another process can take the port that Vite has found. */
async function onFreePort(
  start: (port: number) => Promise<ViteDevServer>,
  attempts = 5,
): Promise<ViteDevServer> {
  return start(0).catch((error: unknown) => {
    if (attempts === 1 || !String(error).includes(' is already in use')) throw error
    return onFreePort(start, attempts - 1)
  })
}

async function listen(server: NonNullable<InlineConfig['server']>): Promise<ViteDevServer> {
  const vite = await createServer({ ...quiet, server })
  return vite.listen().catch(async (error: unknown) => {
    await vite.close()
    throw error
  })
}

async function takePort(): Promise<Server> {
  const server = createNetServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function portOf(server: { address: Server['address'] } | null): number {
  return (server?.address() as AddressInfo).port
}

function mapValues<T>(given: object, value: T): Record<string, T> {
  return Object.fromEntries(Object.keys(given).map((key) => [key, value]))
}
