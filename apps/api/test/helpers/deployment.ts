import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { buildApi } from './bundle.ts'
import { freePort } from './process.ts'
import { json, send, values } from './wire.ts'

/** The allowed web origins of the deployed API, and one that is not allowed. */
export const web = 'https://app.acme.dev'
export const admin = 'https://admin.acme.dev'
export const evil = 'https://evil.example'

/** A process of the built API. */
export interface ApiProcess {
  port: number
  child: ChildProcess
  /** A session of ada, for a `Cookie` header. */
  cookie: string
  /** stdout and stderr, in order. */
  output: () => string
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** A bundle and a database, which the processes that are started one after the other share. */
export interface Deployment {
  /** The file of the bundle that starts the API. */
  server: string
  databaseFile: string
  account: { name: string; password: string }
  start: (options?: StartOptions) => Promise<ApiProcess>
  /** Runs a command of the bundle. */
  addUser: (name: string) => Promise<CommandResult>
  changePassword: (name: string) => Promise<CommandResult>
  /** Ends the running processes and removes the files. */
  close: () => Promise<void>
}

export interface StartOptions {
  variables?: Record<string, string>
  /** Flags of Node. */
  flags?: string[]
  /** Waits until the API is ready, and signs in. Default: true. */
  signIn?: boolean
}

export interface CommandResult {
  code: number
  stdout: string
  stderr: string
}

/**
 * Builds the API and adds one account to its database.
 *
 * @param variables of the environment. Default: an SQLite file.
 */
export async function deploy(variables: Record<string, string> = {}): Promise<Deployment> {
  const bundle = await buildApi()
  const folder = await mkdtemp(join(tmpdir(), 'api-'))
  const databaseFile = join(folder, 'items.db')
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    NODE_ENV: 'production',
    API_ORIGIN: 'https://api.acme.dev',
    WEB_ORIGINS: `${web},${admin}`,
    COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
    DATABASE_FILE: databaseFile,
    HOST: '127.0.0.1',
    ...variables,
  }
  const command = (file: string) => (name: string) => runNode([file, name], env)
  const addUser = command(bundle.addUser)
  const added = await addUser('ada')
  if (added.code !== 0) throw new Error(added.stderr)
  const account = { name: 'ada', password: passwordIn(added.stdout) }
  const running = new Set<ApiProcess>()
  let cookie = ''

  return {
    server: bundle.server,
    databaseFile,
    account,
    addUser,
    changePassword: command(bundle.changePassword),
    async start({ variables: more = {}, flags = [], signIn = true } = {}) {
      const port = await freePort()
      const child = spawn(process.execPath, [...flags, bundle.server], {
        env: { ...env, PORT: String(port), ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
      }
      const ended = once(child, 'close').then(([code, signal]) => ({
        code: code as number | null,
        signal: signal as NodeJS.Signals | null,
      }))
      const api: ApiProcess = { port, child, cookie: '', output: () => output, ended }
      running.add(api)
      void ended.then(() => running.delete(api))
      if (signIn) {
        await untilReady(api)
        // Sign-ins are limited, and the database stores the limit and the session.
        cookie = (await isSession(api, cookie)) ? cookie : await signInTo(api, account)
        api.cookie = cookie
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

/** Returns the generated password from the output of `add-user` or `change-password`. */
export function passwordIn(stdout: string): string {
  return /password ([\w-]{20})(?![\w-])/.exec(stdout)?.[1] ?? ''
}

async function runNode(args: string[], env: Record<string, string>): Promise<CommandResult> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as CommandResult
    return { code, stdout, stderr }
  }
}

/** Sends requests until the process is ready. */
export async function untilReady(api: ApiProcess): Promise<void> {
  for (;;) {
    const response = await send(api, 'GET /readyz').catch(() => undefined)
    if (response?.status === 200) return
    if (api.child.exitCode !== null) throw new Error(`the process ended: ${api.output()}`)
    await sleep(20)
  }
}

async function isSession(api: ApiProcess, cookie: string): Promise<boolean> {
  const { body } = await send(api, 'GET /api/session', [['Cookie', cookie]])
  return body === '{"user":{"name":"ada"}}'
}

/** @returns the value for a `Cookie` header */
export async function signInTo(api: { port: number }, account: object): Promise<string> {
  const response = await send(api, 'POST /api/session', json(web), JSON.stringify(account))
  if (response.status !== 200) throw new Error(`sign-in: ${response.status} ${response.body}`)
  return values(response, 'set-cookie')[0]?.split(';', 1)[0] ?? ''
}
