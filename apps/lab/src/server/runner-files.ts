import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The page that stands in for every page on stage. It has one script, and no dependency. */
export interface RunnerFiles {
  html: () => Promise<string>
  script: () => Promise<string>
}

const folder = new URL('../runner/', import.meta.url)

/** The script is built at its first use. */
export function runnerFiles(): RunnerFiles {
  let script: Promise<string> | undefined
  return {
    html: () => readFile(new URL('runner.html', folder), 'utf8'),
    script: () => (script ??= buildScript()),
  }
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
