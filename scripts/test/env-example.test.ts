import { readEnv } from '@repo/api/env'
import { exampleVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const names = Object.keys(exampleVariables)

/** The programs that load `.env`, and the sources that read variables for them. */
const programs = [
  'apps/api/src',
  'apps/web/src',
  'apps/web/server',
  'apps/web/*.ts',
  'apps/lab/src/server/main.ts',
  'packages/config/src/*.ts',
  ...['dev', 'lab', 'production', 'nginx-conf'].map((name) => `scripts/${name}.ts`),
]
/** Variables of the system and of Vite. */
const ofSystem = new Set(['PATH', 'DEV', 'PROD'])

const reads = [
  // process.env['PORT'], import.meta.env.VITE_API_ORIGIN, env.VITE_API_ORIGIN, given['PORT']
  /\b(?:env|given|variables)(?:\.|\[')([A-Z][A-Z_]+)\b/g,
  // The schema in env.ts
  /^ {2}([A-Z_]+): z$/gm,
  /^ {2}([A-Z_]+): z\./gm,
]
/** const { PORT, HOST = 'localhost' } = process.env, function ({ LAB_PORT }: NodeJS.ProcessEnv) */
const destructured =
  /\{([^{}]+)\}(?:: (?:NodeJS\.ProcessEnv|OriginVariables)| = (?:process\.env|variables)\b)/g

/** Returns the names of the variables that a source reads. */
function variablesReadBy(source: string): string[] {
  const patterns = [...source.matchAll(destructured)].map((match) => match[1] ?? '')
  return [
    ...reads.flatMap((read) => [...source.matchAll(read)].map((match) => match[1] ?? '')),
    ...patterns.flatMap((pattern) => pattern.match(/\b[A-Z][A-Z_]+\b/g) ?? []),
  ]
}

describe('.env.example', () => {
  const files = execFileSync('git', ['ls-files', '--', ...programs], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(?:ts|vue)$/.test(file))
  const readInSources = new Set(files.flatMap((file) => variablesReadBy(read(file))))

  it('lists every variable that the programs read, and no other', () => {
    const expected = [...readInSources].filter((name) => !ofSystem.has(name))
    assert.deepEqual(names.toSorted(), expected.toSorted())
  })

  it('describes each variable, and sets none', () => {
    const lines = read('.env.example').split('\n')
    for (const name of names) {
      const line = lines.findIndex((each) => each.startsWith(`# ${name}=`))
      assert.match(lines[line - 1] ?? '', /^# .*\.$/, name)
    }
    assert.deepEqual(
      lines.filter((each) => each !== '' && !each.startsWith('#')),
      [],
    )
  })

  // A default of environments.ts is the cloner's own: the example is one of many.
  const { API_ORIGIN, WEB_ORIGINS } = exampleVariables
  const origins = { API_ORIGIN, WEB_ORIGINS }
  const [apiPart = ''] = read('.env.example').split('# --- Web')
  const ofApi = names.filter((name) => apiPart.includes(`\n# ${name}=`))
  const json = (variables: NodeJS.ProcessEnv) => {
    const { policy, ...env } = readEnv(variables)
    // Its sources name the variables.
    return JSON.stringify({ ...env, policy: { ...policy, sources: undefined } })
  }
  for (const name of ofApi) {
    it(`${name}: the value is the default of readEnv, and another value is not ignored`, () => {
      assert.equal(json({ ...origins, [name]: exampleVariables[name] }), json(origins))
      let other: string | undefined
      try {
        other = json({ ...origins, [name]: 'x' })
      } catch {
        // An invalid value is not ignored either.
      }
      assert.notEqual(other, json(origins))
    })
  }

  it('has the ports that the root commands use', () => {
    const source = read('scripts/production.ts') + read('scripts/lab.ts')
    assert.ok(source.includes(`WEB_PORT || '${exampleVariables['WEB_PORT']}'`))
    assert.ok(source.includes(`LAB_PORT, ${exampleVariables['LAB_PORT']}, `))
  })

  it('is in the repository; .env is not', () => {
    const ignored = (file: string) => {
      try {
        execFileSync('git', ['check-ignore', '--quiet', file], { cwd: root })
        return true
      } catch {
        return false
      }
    }
    assert.deepEqual(['.env', '.env.local', '.env.example'].map(ignored), [true, true, false])
  })
})
