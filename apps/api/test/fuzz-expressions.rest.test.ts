import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import ts from 'typescript'

/** A regular expression of the sources. */
interface Expression {
  /** File and line. */
  location: string
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

/** Literals, and the `pattern` of a schema. */
function expressionsIn(file: string): Expression[] {
  const text = readFileSync(join(repository, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    const location = `${file}:${line}`
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ location, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    if (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'pattern') {
      if (ts.isStringLiteral(node.initializer)) {
        found.push({ location, source: node.initializer.text, flags: 'u' })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Texts to repeat: parts of the expression, characters, and pairs of them. */
function unitsFor({ source }: Expression): string[] {
  const literal = source.replace(/\\[a-zA-Z]|[()[\]{}?*+|^$\\]/g, '')
  const characters = [...new Set(`${literal}a1A-._:/ \t,"*=%\0é`)]
  const pairs = ['a.', 'a-', '1.', '1,', ' a', ', ', ': ', '://', '*.', ':*', '"1",', 'W/"', ' \t']
  return [...characters, ...pairs]
}

const longest = 64 * 1024
/** Starts and ends that make an expression backtrack. */
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

/** Returns milliseconds of CPU time; Infinity for more than two seconds. */
function cost({ source, flags }: Expression, input: string): number {
  // A global expression continues where its last match ended.
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

/**
 * Returns the worst input and the factor by which its time grows when its length doubles. Each input is
 * measured three times, and the shortest time counts.
 */
function worstGrowth(expression: Expression): { ratio: number; input: string } {
  let worst = { ratio: 0, input: '' }
  for (const unit of unitsFor(expression)) {
    for (const [start, end] of frames) {
      const at = (length: number) => start + unit.repeat(Math.ceil(length / unit.length)) + end
      const best = (length: number) =>
        Math.min(...Array.from({ length: 3 }, () => cost(expression, at(length))))
      const first = cost(expression, at(longest))
      if (first < 20) continue
      const ratio = first === Infinity ? Infinity : best(longest) / Math.max(best(longest / 2), 1)
      if (ratio > worst.ratio) worst = { ratio, input: at(8) }
      if (ratio > maxGrowth) return worst
    }
  }
  return worst
}

const maxGrowth = 2.5
/** These read only the configuration, once at start: no client reaches them. */
const configurationOnly = ['\\.+$', '\\.+(?=:\\d+$|$)']

describe('Regular expressions that read requests are linear', () => {
  it('they are found in both source folders', () => {
    assert.ok(expressions.length > 20, `${expressions.length} expressions`)
    assert.ok(expressions.some(({ location }) => location.startsWith('apps/api/src/etag.ts')))
    assert.ok(expressions.some(({ location }) => location.includes('origin.ts')))
  })

  it('the exceptions exist, in files that check the configuration', () => {
    for (const source of configurationOnly) {
      const locations = expressions
        .filter((each) => each.source === source)
        .map(({ location }) => location)
      assert.ok(locations.length > 0, source)
      for (const location of locations) assert.match(location, /^packages\/config\/src\/check-/)
    }
  })

  for (const expression of expressions) {
    if (configurationOnly.includes(expression.source)) continue
    const { location, source, flags } = expression
    it(`${location} /${source}/${flags}: 64 kB take no more than 2.5 times as long as 32 kB`, () => {
      const { ratio, input } = worstGrowth(expression)
      assert.ok(ratio <= maxGrowth, `${ratio} times, for repetitions like ${JSON.stringify(input)}`)
    })
  }

  it('quadratic, cubic and exponential expressions are found', () => {
    for (const source of ['[ \\t]+$', '^(?:.*a.*b.*)\u0002$', '^(?:a+)+$', '(?:a|a)*\u0002']) {
      const { ratio } = worstGrowth({ location: 'test', source, flags: '' })
      assert.ok(ratio > maxGrowth, `${source} has ${ratio}`)
    }
  })
})
