import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'

/** A file of the page that stands in for every page on stage. */
export interface RunnerFile {
  /** Its media type. */
  type: string
  read: () => Promise<string>
}

const folder = new URL('../runner/', import.meta.url)

/** Returns the files by their paths. The script is built at its first use. */
export function runnerFiles(): Readonly<Record<string, RunnerFile>> {
  let script: Promise<string> | undefined
  const file = (name: string) => () => readFile(new URL(name, folder), 'utf8')
  return {
    '/runner.html': { type: 'text/html', read: file('runner.html') },
    '/runner.js': { type: 'text/javascript', read: () => (script ??= buildScript()) },
    '/service-worker.js': { type: 'text/javascript', read: file('service-worker.js') },
  }
}

/** Sends a file, with the headers of the page that it belongs to. */
export async function sendRunnerFile(
  response: ServerResponse,
  { type, read }: RunnerFile,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const body = await read()
  response.writeHead(200, { ...headers, 'Content-Type': `${type}; charset=utf-8` }).end(body)
}

/** A classic script: a sandboxed frame has an opaque origin, and may load no module of another. */
async function buildScript(): Promise<string> {
  const { build } = await import('vite')
  // A build would make this a production process, in which no lab starts.
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
