import { readFile } from 'node:fs/promises'
import { loadVariant, type Edit } from './api-variant.ts'

const page = new URL('../../docs/another-policy.md', import.meta.url)

/** Builds the API as docs/another-policy.md says: with its file, and its change to app.ts. */
export async function loadWithPublicRoutes(): ReturnType<typeof loadVariant> {
  const text = await readFile(page, 'utf8')
  const file = block(text, 'ts')
  const path = /^\/\/ apps\/api\/src\/(\S+)\n/.exec(file)?.[1]
  if (!path) throw new Error('The first line of the ts block does not name its file.')
  return loadVariant(editsOf('app.ts', block(text, 'diff')), { [path]: file })
}

/** @throws if the page has not exactly one block of this language */
function block(text: string, language: string): string {
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))]
  if (blocks.length !== 1) throw new Error(`${blocks.length} blocks of ${language} instead of one`)
  return blocks[0]?.[1] ?? ''
}

/** The hunks of a diff, which `@@` separates. */
function editsOf(file: string, diff: string): Edit[] {
  return diff.split(/^@@$\n/m).map((hunk) => {
    const lines = hunk.trimEnd().split('\n')
    const without = (sign: string) =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1))
    return { file, from: without('+').join('\n'), to: without('-').join('\n') }
  })
}
