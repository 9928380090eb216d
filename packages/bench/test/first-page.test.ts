import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { initialBytes } from '../src/first-page.ts'

it('the entry and preloaded scripts count; stylesheets and chunks that load later do not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'first-page-test-'))
  const files = {
    'index.html':
      '<link rel="modulepreload" crossorigin href="/shared.js"><link rel="stylesheet" href="/a.css"><script type="module" src="/entry.js"></script>',
    'entry.js': 'import("./later.js")',
    'shared.js': 'export const shared = 1',
    'later.js': 'export const later = 2',
    'a.css': 'a { color: red }',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const expected = gzipSync(files['entry.js']).length + gzipSync(files['shared.js']).length
  assert.equal(await initialBytes(folder), expected)
  await rm(folder, { recursive: true })
})
