import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildApi } from './bundle.ts'
import { freePort } from './process.ts'
import { ask, json, values } from './wire.ts'

/** The pages that may call the API under test, and one that may not. */
export const page = 'https://app.acme.dev'
export const otherPage = 'https://admin.acme.dev'
export const stranger = 'https://evil.example'

/** An API that was built, in a process of its own, with a database of its own. */
export interface Production {
  port: number
  child: ChildProcess
  /** Of somebody who is signed in: put it into `Cookie`. */
  cookie: string
  /** Both streams in order. */
  screen: () => string
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** What processes one after the other share: the files of the build, and the database. */
export interface Site {
  databaseFile: string
  start: (options?: StartOptions) => Promise<Production>
  /** Ends what still runs and takes the files away. */
  close: () => Promise<void>
}

export interface StartOptions {
  variables?: Record<string, string>
  /** Flags of Node. */
  flags?: string[]
  /** Signs in before it is handed out. Default: true. */
  signIn?: boolean
}

/** Builds the API and gives it a database with one account. */
export async function openSite(database: Record<string, string> = {}): Promise<Site> {
  const bundle = await buildApi()
  const folder = await mkdtemp(join(tmpdir(), 'api-'))
  const databaseFile = join(folder, 'items.db')
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    NODE_ENV: 'production',
    API_ORIGIN: 'https://api.acme.dev',
    WEB_ORIGINS: `${page},${otherPage}`,
    COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
    DATABASE_FILE: databaseFile,
    HOST: '127.0.0.1',
    ...database,
  }
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [bundle.addUser, 'ada'], { env })
  const account = { name: 'ada', password: stdout.trim().split(' ').at(-1) ?? '' }
  const running = new Set<Production>()

  return {
    databaseFile,
    async start({ variables = {}, flags = [], signIn = true } = {}) {
      const port = await freePort()
      const child = spawn(process.execPath, [...flags, bundle.server], {
        env: { ...env, PORT: String(port), ...variables },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let screen = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (screen += chunk.toString()))
      }
      const ended = once(child, 'close').then(([code, signal]) => ({
        code: code as number | null,
        signal: signal as NodeJS.Signals | null,
      }))
      const api: Production = { port, child, cookie: '', screen: () => screen, ended }
      running.add(api)
      void ended.then(() => running.delete(api))
      if (signIn) {
        await untilReady(api)
        api.cookie = await cookieOf(api, account)
      }
      return api
    },
    async close() {
      for (const { child, ended } of running) {
        child.kill('SIGKILL')
        await ended
      }
      await bundle.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Asks until the process answers. */
export async function untilReady(api: Production): Promise<void> {
  for (;;) {
    const answer = await ask(api, 'GET /readyz').catch(() => undefined)
    if (answer?.status === 200) return
    if (api.child.exitCode !== null) throw new Error(`ended at once: ${api.screen()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function cookieOf(api: Production, account: object): Promise<string> {
  const answer = await ask(api, 'POST /api/session', json(page), JSON.stringify(account))
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status} ${answer.body}`)
  return values(answer, 'set-cookie')[0]?.split(';', 1)[0] ?? ''
}
