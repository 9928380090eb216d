import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package. */
export const packageFolder = fileURLToPath(new URL('..', import.meta.url))

const pnpm = 'pnpm@12.21.0'

/**
 * Packs this package into a folder, as `npm publish` would.
 *
 * @returns the path of the tarball
 */
export async function packInto(folder: string): Promise<string> {
  const [program, ...argv] = packageManager()
  const pack = ['--config.verify-deps-before-run=false', 'pack', '--pack-destination', folder]
  const { code, stdout, stderr } = await execute(program, [...argv, ...pack], packageFolder)
  if (code !== 0) throw new Error(stdout + stderr)
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'))
  return join(folder, name ?? 'missing.tgz')
}

/** The pnpm that runs this script, or else the version of this repository through npx. */
function packageManager(): [string, ...string[]] {
  const running = process.env['npm_execpath'] ?? ''
  if (!basename(running).startsWith('pnpm')) return ['npx', '--yes', pnpm]
  return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running]
}

/**
 * Runs a program to its end.
 *
 * @returns its output and its exit code; -1 if it did not start, or was ended by a signal
 */
export function execute(
  program: string,
  argv: readonly string[],
  cwd: string,
  variables: NodeJS.ProcessEnv = {},
) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      program,
      argv,
      {
        cwd,
        maxBuffer: 2 ** 26,
        env: {
          ...process.env,
          DEBUG: '',
          NO_COLOR: '1',
          // Removed, not empty: Node warns on stderr if FORCE_COLOR and NO_COLOR are both set.
          FORCE_COLOR: undefined,
          // Set by node --test. With it, a command would run as one of its test files.
          NODE_TEST_CONTEXT: undefined,
          ...variables,
        },
      },
      (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1
        resolve({ code, stdout, stderr })
      },
    )
  })
}
