import { EnvError, readEnv } from '@repo/api/env'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { parseEnv } from 'node:util'
import ts from 'typescript'

const guide = 'docs/deployment.md'
const text = readFileSync(guide, 'utf8')
const blocks = [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(
  ([, language = '', code = '']) => ({ language, code }),
)
const lines = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.trim().split('\n'))

/** What production needs beside what a line sets. */
const given = {
  NODE_ENV: 'production',
  API_ORIGIN: 'https://api.your-domain.dev',
  WEB_ORIGINS: 'https://app.your-domain.dev',
  COOKIE_SECRETS: 'a key for tests of 32 characters or more',
}

describe(guide, () => {
  it('holds blocks that this file runs, and no others', () => {
    assert.deepEqual([...new Set(blocks.map(({ language }) => language))].sort(), ['sh', 'ts'])
  })

  for (const { code } of blocks.filter(({ language }) => language === 'ts')) {
    it(`is right about origins: ${code.match(/allowedOrigins.*/)?.[0]}`, async () => {
      const { outputText } = ts.transpileModule(code, {
        compilerOptions: { module: ts.ModuleKind.ESNext },
      })
      const { production } = (await import(`data:text/javascript,${encodeURI(outputText)}`)) as {
        production: { apiOrigin: string; allowedOrigins: string[] }
      }
      const { policy } = readEnv({
        ...given,
        API_ORIGIN: production.apiOrigin,
        WEB_ORIGINS: production.allowedOrigins.join(),
      })
      assert.ok(policy.allows('https://app.your-domain.dev'))
      assert.ok(!policy.allows('https://app.your-domain.dev.evil.example'))
    })
  }

  for (const line of lines) {
    it(`names a command that there is: ${line}`, () => {
      const { command } = partsOf(line)
      const [, filter, name = ''] =
        /^(?:npm run (?:-s )?|pnpm --filter (\S+) )([\w:-]+)/.exec(command) ?? []
      const folder = filter?.replace('@repo/', 'apps/') ?? '.'
      const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>
      }
      assert.ok(scripts[name], command)
    })
  }

  for (const line of lines.filter((each) => each.endsWith('start:production'))) {
    it(`has variables that start the API: ${line}`, () => {
      const env = readEnv({ ...given, ...partsOf(line).variables })
      assert.equal(env.production, true)
    })
  }

  it('has one API origin in the build and in the start that follows it', () => {
    const builds = lines.filter((line) => line.startsWith('VITE_API_ORIGIN='))
    assert.equal(builds.length, 2)
    for (const build of builds) {
      const start = partsOf(lines[lines.indexOf(build) + 1] ?? '').variables
      assert.equal(partsOf(build).variables['VITE_API_ORIGIN'], start['API_ORIGIN'])
    }
  })

  it('says what is refused: a pattern over a public suffix', () => {
    const [, pattern = ''] = /`(https:\/\/\*\.vercel\.app)` is refused/.exec(text) ?? []
    assert.throws(() => readEnv({ ...given, WEB_ORIGINS: pattern }), {
      name: EnvError.name,
      message: /^PATTERN_PUBLIC_SUFFIX/m,
    })
  })

  it('ends with arguments that cors-verify takes', () => {
    const last = partsOf(lines.at(-1) ?? '').command
    const args = last.slice(last.indexOf(' -- ') + 4).split(' ')
    // Nobody answers here: what is asked is whether it gets as far as asking.
    const nowhere = ['--browser', 'none', '--resolve', 'api.your-domain.dev:443=127.0.0.1:1']
    const cli = ['--import', 'tsx', 'packages/verify/src/cli.ts']
    const { stdout, stderr } = spawnSync(process.execPath, [...cli, ...args, ...nowhere], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
    })
    assert.match(
      stdout + stderr,
      /^not reached: https:\/\/api\.your-domain\.dev\/api\/items never answered/,
    )
  })

  it('leads nowhere that is not there', () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('#')) assert.ok(text.includes(`<a id="${target.slice(1)}">`), target)
      else assert.ok(existsSync(join(dirname(guide), target)), target)
    }
  })
})

/** A line of a shell: the variables it sets, and what it then runs. */
function partsOf(line: string): { variables: NodeJS.Dict<string>; command: string } {
  const [assignments = ''] = /^(?:[A-Z0-9_]+=\S+ )*/.exec(line) ?? []
  const variables = parseEnv(assignments.trim().replaceAll(' ', '\n'))
  return { variables, command: line.slice(assignments.length) }
}
