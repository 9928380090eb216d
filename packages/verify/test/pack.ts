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

/** The running pnpm if this is a script of one, else the one of this repository. */
function packageManager(): [string, ...string[]] {
  const running = process.env['npm_execpath'] ?? ''
  if (!basename(running).startsWith('pnpm')) return ['npx', '--yes', pnpm]
  return /\.[cm]?js$/.test(running) ? [process.execPath, running] : [running]
}

/** Runs a program to its end, whatever its exit code. */
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
          // Not an empty FORCE_COLOR: to Node it is set, and with NO_COLOR it is a warning on stderr.
          FORCE_COLOR: undefined,
          // Of node --test: a command must not take itself for one of its files.
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
