import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { target } from './options.ts'
import { startTlsFront } from './tls-front.ts'
import type { SetUp } from './types.ts'

export { defaultOptions, target } from './options.ts'
export { startTlsFront } from './tls-front.ts'
export { apiOrigin, webOrigin } from './types.ts'
export type { Listening, SetUp, StackName } from './types.ts'

/** A set-up, to be loaded when it is wanted. */
export interface SetUpFile {
  /** Its file's name. */
  id: string
  kind: 'broken' | 'unusual'
  /** The path of its file, whose text is worth reading. */
  file: string
  load: () => Promise<SetUp>
}

/** Every set-up of this folder, in the order of their names. */
export const setUps: readonly SetUpFile[] = [...filesOf('broken'), ...filesOf('unusual')]

function filesOf(kind: SetUpFile['kind']): SetUpFile[] {
  const folder = new URL(`./${kind}/`, import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({
      id: name.slice(0, -'.ts'.length),
      kind,
      file: fileURLToPath(new URL(name, folder)),
      load: async () => {
        const file = (await import(new URL(name, folder).href)) as { setUp: SetUp }
        return file.setUp
      },
    }))
}

/** A set-up that runs under the API's name. */
export interface Started {
  /** What to verify. */
  url: string
  /** Where the API's name really is, as `VerifyOptions.resolve` takes it. */
  resolve: Record<string, string>
  close: () => Promise<void>
}

/** Starts a set-up behind TLS, so that pages and API have the origins they would have for real. */
export async function startSetUp(setUp: SetUp): Promise<Started> {
  const server = await setUp.listen()
  const front = await startTlsFront(server.port)
  return {
    url: target,
    resolve: { 'api.example.com:443': `127.0.0.1:${front.port}` },
    close: async () => {
      await front.close()
      await server.close()
    },
  }
}
