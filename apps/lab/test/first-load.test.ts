import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

/** The maximum size of all JavaScript that the gallery loads, in kB after gzip. */
const limit = 120

it(`the gallery loads less than ${limit} kB of JavaScript`, async (t) => {
  const outDir = await mkdtemp(join(tmpdir(), 'lab-'))
  t.after(() => rm(outDir, { recursive: true }))
  const { output } = (await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    configLoader: 'runner',
    logLevel: 'error',
    mode: 'production',
    build: { outDir, emptyOutDir: true },
  })) as Rolldown.RolldownOutput
  const chunks = new Map(
    output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each] as const] : [])),
  )
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry)
  assert.ok(entry)
  const loaded = new Set<string>()
  const load = (name: string) => {
    if (loaded.has(name)) return
    loaded.add(name)
    chunks.get(name)?.imports.forEach(load)
  }
  load(entry.fileName)
  const files = await Promise.all([...loaded].map((name) => readFile(join(outDir, name))))
  const kilobytes = files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000
  t.diagnostic(`${kilobytes.toFixed(1)} kB`)
  assert.ok(kilobytes < limit, `${kilobytes} kB`)
})
