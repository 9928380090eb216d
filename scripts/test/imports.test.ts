import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '../..')
const folders = ['packages/config/src', 'apps/api/src']

/** Returns the relative imports and re-exports of a file, those of types included. */
function importsOf(file: string, text: string): string[] {
  const imports = text.matchAll(/\bfrom '(\.[^']+)'|\bimport\(?'(\.[^']+)'/g)
  return [...imports].map(([, from, dynamic]) =>
    normalize(join(dirname(file), from ?? dynamic ?? '')),
  )
}

/** Returns the relative imports of each file of a folder. */
function graphOf(folder: string): Map<string, string[]> {
  const source = join(root, folder)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  return new Map(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, importsOf(file, readFileSync(join(source, file), 'utf8'))]),
  )
}

/** Returns a cycle of imports, first file first and last; undefined if there is none. */
function findCycle(graph: ReadonlyMap<string, string[]>): string[] | undefined {
  const acyclic = new Set<string>()
  const visit = (file: string, path: string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (acyclic.has(file)) return undefined
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file])
      if (cycle) return cycle
    }
    acyclic.add(file)
    return undefined
  }
  for (const file of graph.keys()) {
    const cycle = visit(file, [])
    if (cycle) return cycle
  }
  return undefined
}

for (const folder of folders) {
  describe(`imports between the files of ${folder}`, () => {
    const graph = graphOf(folder)

    it('all files, type imports included → no cycle', () => {
      assert.ok([...graph.values()].flat().length > 20, 'the imports are found')
      assert.equal(findCycle(graph)?.join(' → '), undefined)
    })

    it('every relative import → an existing file', () => {
      for (const target of [...graph.values()].flat()) assert.ok(graph.has(target), target)
    })
  })
}

describe('imports', () => {
  it('a cycle of type imports → found', () => {
    const cyclic = new Map([
      ['a.ts', importsOf('a.ts', "import type { B } from './b.ts'")],
      ['b.ts', importsOf('b.ts', "export { type C } from './c/c.ts'")],
      ['c/c.ts', importsOf('c/c.ts', "import {\n  type A,\n} from '../a.ts'")],
    ])
    assert.deepEqual(findCycle(cyclic), ['a.ts', 'b.ts', 'c/c.ts', 'a.ts'])
  })

  it('packages/config/src/client.ts → no file that validates', () => {
    const graph = graphOf('packages/config/src')
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const next of graph.get(file) ?? []) visit(next)
    }
    visit('client.ts')
    assert.deepEqual([...reached].sort(), [
      'client.ts',
      'cors-policy.ts',
      'environments.ts',
      'first-web-origin.ts',
      'types.ts',
    ])
  })
})
