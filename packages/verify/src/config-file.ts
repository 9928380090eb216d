import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OptionsError } from './plan.ts'

export { defineConfig, type CorsVerifyConfig } from './define-config.ts'

/** File names that are searched for in the working folder, in this order. */
export const configFileNames = ['ts', 'mts', 'js', 'mjs', 'json'].map(
  (extension) => `cors-verify.config.${extension}`,
)

/** Returns the absolute path of the configuration file in a folder, or `undefined`. */
export function findConfigFile(folder: string): string | undefined {
  return configFileNames.map((name) => resolve(folder, name)).find((path) => existsSync(path))
}

/**
 * Reads a configuration file in TypeScript, JavaScript or JSON. Its entries are not validated here.
 *
 * @param path absolute
 * @throws {OptionsError} naming the file, if it is missing, throws or exports no object
 */
export async function loadConfigFile(path: string): Promise<Record<string, unknown>> {
  if (!existsSync(path)) {
    throw invalidFile(
      path,
      'does not exist.',
      `Create it, or one of ${configFileNames.join(', ')}.`,
    )
  }
  const config = await load(path).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw invalidFile(
      path,
      `cannot be read: ${firstLine(message)}.`,
      `Fix ${basename(path)}.`,
      error,
    )
  })
  if (!isPlainObject(config)) {
    throw invalidFile(
      path,
      'exports no configuration.',
      'Write export default defineConfig({ … }).',
    )
  }
  // JSON files name their schema for editors.
  return Object.fromEntries(Object.entries(config).filter(([key]) => key !== '$schema'))
}

async function load(path: string): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse(await readFile(path, 'utf8')) as unknown
  // Through npx, the folder of the file has no `cors-verify` in node_modules to import.
  const self = fileURLToPath(new URL(`./define-config${extname(import.meta.url)}`, import.meta.url))
  const { createJiti } = await import('jiti')
  const jiti = createJiti(import.meta.url, { fsCache: false, alias: { 'cors-verify': self } })
  return jiti.import(path, { default: true })
}

/** False for a module without a default export: jiti then returns the module object itself. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return !('__esModule' in value) && !(Symbol.toStringTag in value)
}

function firstLine(message: string): string {
  return (message.trim().split('\n')[0] ?? '').replace(/\.$/, '')
}

function invalidFile(path: string, reason: string, fix: string, cause?: unknown): OptionsError {
  const error = new OptionsError([{ source: '--config', value: path, reason, fix }])
  error.cause = cause
  return error
}
