import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'

/** A file of the runner: the page that is loaded at the local origin of every page. */
export interface RunnerFile {
  /** Its media type. */
  type: string
  /** Returns its text. */
  read: () => Promise<string>
}

const folder = new URL('../runner/', import.meta.url)

/** Returns the files of the runner by their paths. The script is built when it is first requested. */
export function runnerFiles(): Readonly<Record<string, RunnerFile>> {
  let script: Promise<string> | undefined
  const file = (name: string) => () => readFile(new URL(name, folder), 'utf8')
  return {
    '/runner.html': { type: 'text/html', read: file('runner.html') },
    '/runner.js': { type: 'text/javascript', read: () => (script ??= buildScript()) },
    '/service-worker.js': { type: 'text/javascript', read: file('service-worker.js') },
  }
}

/** Sends a file with status 200. @param headers of the page that the file belongs to */
export async function sendRunnerFile(
  response: ServerResponse,
  { type, read }: RunnerFile,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const body = await read()
  response.writeHead(200, { ...headers, 'Content-Type': `${type}; charset=utf-8` }).end(body)
}

/** Builds a classic script: a sandboxed frame has an opaque origin, and cannot load a module without CORS. */
async function buildScript(): Promise<string> {
  const { build } = await import('vite')
  // A build of Vite sets NODE_ENV to production if it is unset, and the lab does not start with it.
  process.env['NODE_ENV'] ??= 'development'
  const built = await build({
    configFile: false,
    root: fileURLToPath(folder),
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('runner.ts', folder)),
        formats: ['iife'],
        name: 'runner',
      },
    },
  })
  for (const { output } of [built].flat() as { output: { type: string; code?: string }[] }[])
    for (const { code } of output) if (code !== undefined) return code
  throw new Error('vite built no runner.js')
}
