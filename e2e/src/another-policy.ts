import { buildApp } from '@repo/api'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { loadVariant } from './api-variant.ts'
import { pageChangesOf } from './page-changes.ts'

const root = new URL('../../', import.meta.url)
const source = 'apps/api/src/'

/**
 * Builds the API with the changes that docs/another-policy.md describes: a new file, and an edit of
 * app.ts. If that file exists, the reader has made the changes, and the API is built as it is.
 */
export async function loadWithPublicRoutes(): ReturnType<typeof loadVariant> {
  const { added, edits } = pageChangesOf(
    await readFile(new URL('docs/another-policy.md', root), 'utf8'),
  )
  const isFollowed = Object.keys(added).some((path) => existsSync(new URL(path, root)))
  if (isFollowed) return { build: buildApp, remove: async () => {} }
  const inSource = (path: string) => {
    if (!path.startsWith(source)) throw new Error(`${path} is not in ${source}.`)
    return path.slice(source.length)
  }
  return loadVariant(
    edits.map(({ file, ...edit }) => ({ file: inSource(file), ...edit })),
    Object.fromEntries(Object.entries(added).map(([path, text]) => [inSource(path), text])),
  )
}
