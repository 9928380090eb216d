import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import ts from 'typescript'

/** A regular expression of the sources, and where it is. */
interface Expression {
  place: string
  source: string
  flags: string
}

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const folders = ['apps/api/src', 'packages/config/src']
const expressions = folders.flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => expressionsIn(join(folder, name))),
)

/** Literals, and the `pattern` of a schema, which becomes one. */
function expressionsIn(file: string): Expression[] {
  const text = readFileSync(join(repository, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    const place = `${file}:${line}`
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    if (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'pattern') {
      if (ts.isStringLiteral(node.initializer)) {
        found.push({ place, source: node.initializer.text, flags: 'u' })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** What is repeated: parts of the expression itself, what it stands for, and any character. */
function unitsFor({ source }: Expression): string[] {
  const literal = source.replace(/\\[a-zA-Z]|[()[\]{}?*+|^$\\]/g, '')
  const characters = [...new Set(`${literal}a1A-._:/ \t,"*=%\0é`)]
  const pairs = ['a.', 'a-', '1.', '1,', ' a', ', ', ': ', '://', '*.', ':*', '"1",', 'W/"', ' \t']
  return [...characters, ...pairs]
}

const longest = 64 * 1024
/** What makes an expression try again after it has read far. */
const frames = [
  ['', ''],
  ['', '\u0001'],
  ['origin:', '\u0001a'],
  ['a', '\u0001'],
  ['https://', '\u0001'],
  ['"', '\u0001'],
] as const

const sandbox = createContext({}) as { expression?: RegExp; input?: string }
const run = new Script('expression.test(input)')

/** Milliseconds of processor time; Infinity for more than two seconds. */
function cost({ source, flags }: Expression, input: string): number {
  // A global expression would go on where the last one ended.
  sandbox.expression = new RegExp(source, flags.replace(/[gy]/g, ''))
  sandbox.input = input
  const before = process.cpuUsage()
  try {
    run.runInContext(sandbox, { timeout: 2000 })
  } catch {
    return Infinity
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Twice the input may cost twice the time: the worst of all inputs, each measured at its best. */
function worstGrowth(expression: Expression): { ratio: number; input: string } {
  let worst = { ratio: 0, input: '' }
  for (const unit of unitsFor(expression)) {
    for (const [start, end] of frames) {
      const at = (length: number) => start + unit.repeat(Math.ceil(length / unit.length)) + end
      const best = (length: number) =>
        Math.min(...Array.from({ length: 3 }, () => cost(expression, at(length))))
      // What takes no time at all takes none that could grow.
      const first = cost(expression, at(longest))
      if (first < 20) continue
      const ratio = first === Infinity ? Infinity : best(longest) / Math.max(best(longest / 2), 1)
      if (ratio > worst.ratio) worst = { ratio, input: at(8) }
      if (ratio > mostGrowth) return worst
    }
  }
  return worst
}

const mostGrowth = 2.5
/** They read what whoever deploys has written, once, at the start: no stranger reaches them. */
const configurationOnly = ['\\.+$', '\\.+(?=:\\d+$|$)']

describe('regular expressions over input are linear', () => {
  it('they are found, in code and in schemas', () => {
    assert.ok(expressions.length > 20, `${expressions.length} expressions`)
    assert.ok(expressions.some(({ place }) => place.includes('schemas.ts')))
    assert.ok(expressions.some(({ place }) => place.includes('origin.ts')))
  })

  it('those that only read configuration are still there', () => {
    for (const source of configurationOnly) {
      const places = expressions.filter((each) => each.source === source).map(({ place }) => place)
      assert.ok(places.length > 0, source)
      for (const place of places) assert.match(place, /^packages\/config\/src\/check-/)
    }
  })

  for (const expression of expressions) {
    if (configurationOnly.includes(expression.source)) continue
    const { place, source, flags } = expression
    it(`${place} /${source}/${flags}: 64 kB cost no more than 2.5 times what 32 kB cost`, () => {
      const { ratio, input } = worstGrowth(expression)
      assert.ok(
        ratio <= mostGrowth,
        `${ratio} times, for repetitions like ${JSON.stringify(input)}`,
      )
    })
  }

  it('one that is not is found: quadratic, cubic, exponential', () => {
    for (const source of ['[ \\t]+$', '^(?:.*a.*b.*)\u0002$', '^(?:a+)+$', '(?:a|a)*\u0002']) {
      const { ratio } = worstGrowth({ place: 'here', source, flags: '' })
      assert.ok(ratio > mostGrowth, `${source} has ${ratio}`)
    }
  })
})
