import type { buildApp } from '@repo/api'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A change to a file of the API's source: `from`, which the file has exactly once, becomes `to`. */
export interface Edit {
  file: string
  from: string
  to: string
}

const api = fileURLToPath(new URL('../../apps/api', import.meta.url))

/**
 * Builds a copy of the API with some lines changed.
 *
 * @param added more source files, by path
 * @throws if a file does not have the text of an edit exactly once: the edit is out of date
 */
export async function loadVariant(
  edits: readonly Edit[],
  added: Readonly<Record<string, string>> = {},
): Promise<{ build: typeof buildApp; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'api-variant-'))
  await cp(join(api, 'src'), join(folder, 'src'), { recursive: true })
  await cp(join(api, 'package.json'), join(folder, 'package.json'))
  await symlink(join(api, 'node_modules'), join(folder, 'node_modules'), 'junction')
  for (const { file, from, to } of edits) {
    const path = join(folder, 'src', file)
    const text = await readFile(path, 'utf8')
    const times = text.split(from).length - 1
    if (times !== 1) throw new Error(`${file} has this text ${times} times, expected 1: ${from}`)
    await writeFile(
      path,
      text.replace(from, () => to),
    )
  }
  for (const [file, text] of Object.entries(added)) {
    await writeFile(join(folder, 'src', file), text)
  }
  const app = (await import(pathToFileURL(join(folder, 'src', 'app.ts')).href)) as {
    buildApp: typeof buildApp
  }
  return { build: app.buildApp, remove: () => rm(folder, { recursive: true }) }
}
