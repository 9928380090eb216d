import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startTlsFront } from '../src/browser/tls-front.ts'
import { target } from './options.ts'
import type { TestServer } from './types.ts'

export { defaultOptions, target } from './options.ts'
export { apiOrigin, webOrigin } from './types.ts'
export type { Listening, TestServer, StackName } from './types.ts'

/** A server under test, loaded on demand. */
export interface ServerFile {
  /** The name of its file, without the extension. */
  id: string
  /** `broken`: has one fault to report. `valid`: unusual but correct, must produce no finding. */
  kind: 'broken' | 'valid'
  /** The path of its file. */
  file: string
  load: () => Promise<TestServer>
}

/** All servers of this folder, broken ones first, each group in alphabetical order. */
export const servers: readonly ServerFile[] = [...filesOf('broken'), ...filesOf('valid')]

function filesOf(kind: ServerFile['kind']): ServerFile[] {
  const folder = new URL(`./${kind}/`, import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({
      id: name.slice(0, -'.ts'.length),
      kind,
      file: fileURLToPath(new URL(name, folder)),
      load: async () => {
        const file = (await import(new URL(name, folder).href)) as { server: TestServer }
        return file.server
      },
    }))
}

/** A running server, reachable at the origin of the API. */
export interface Started {
  /** The URL to verify. */
  url: string
  /** The address of the server, as `VerifyOptions.resolve` takes it. */
  resolve: Record<string, string>
  close: () => Promise<void>
}

/** Starts a server behind TLS, so that pages and API have the origins of a real deployment. */
export async function startServer(server: TestServer): Promise<Started> {
  const running = await server.listen()
  const front = await startTlsFront(running.port, server.alpn)
  return {
    url: target,
    resolve: { 'api.example.com:443': `127.0.0.1:${front.port}` },
    close: async () => {
      await front.close()
      await running.close()
    },
  }
}
