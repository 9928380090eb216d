import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readArguments } from '../src/cli/read-arguments.ts'
import { readSettings } from '../src/cli/read-settings.ts'
import { defineConfig, findConfigFile, loadConfigFile } from '../src/config-file.ts'
import { OptionsError } from '../src/plan.ts'

let root: string
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'cors-verify-config-'))
})
after(() => rm(root, { recursive: true, force: true }))

const target = 'https://api.example.com/items'
const origins = ['https://app.example.com']

/** A folder of its own that holds these files. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(root, 'folder-'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function settings(folder: string, ...argv: string[]) {
  const read = readArguments(argv, '1.2.3')
  assert.ok(typeof read !== 'string')
  return readSettings(read, folder)
}

async function problems(folder: string, ...argv: string[]): Promise<string[]> {
  const error: unknown = await settings(folder, ...argv).catch((reason: unknown) => reason)
  assert.ok(error instanceof OptionsError, JSON.stringify(error))
  return error.problems.map(
    ({ source, value, reason, fix }) => `${source} "${value}": ${reason} ${fix}`,
  )
}

const json = (config: object) => ({ 'cors-verify.config.json': JSON.stringify(config) })

describe('a configuration file', () => {
  it('in TypeScript imports defineConfig, although cors-verify is not installed beside it', async () => {
    const folder = await folderWith({
      'cors-verify.config.ts': `import { defineConfig, type CorsVerifyConfig } from 'cors-verify'
        const origins: CorsVerifyConfig['origins'] = ${JSON.stringify(origins)}
        export default defineConfig({ target: '${target}', origins, failOn: 'weak' })`,
    })
    const { options, ...rest } = await settings(folder)
    assert.deepEqual(rest, { target, format: 'text', failOn: 'weak' })
    assert.deepEqual(options, { origins })
  })

  for (const [name, content] of [
    [
      'cors-verify.config.mts',
      `export default { target: '${target}', origins: ${JSON.stringify(origins)} as const }`,
    ],
    [
      'cors-verify.config.js',
      `module.exports = { target: '${target}', origins: ${JSON.stringify(origins)} }`,
    ],
    [
      'cors-verify.config.mjs',
      `export default { target: '${target}', origins: ${JSON.stringify(origins)} }`,
    ],
    ['cors-verify.config.json', JSON.stringify({ $schema: 'x', target, origins })],
  ] as const) {
    it(`${name} in the working folder is found and read`, async () => {
      const folder = await folderWith({ [name]: content })
      assert.equal(basename(findConfigFile(folder) ?? ''), name)
      assert.deepEqual((await settings(folder)).options, { origins })
    })
  }

  it('another name is read when --config gives it, and not otherwise', async () => {
    const folder = await folderWith({ 'staging.json': JSON.stringify({ target, origins }) })
    assert.equal(findConfigFile(folder), undefined)
    assert.equal((await settings(folder, '--config', 'staging.json')).target, target)
    assert.equal((await problems(folder)).length, 2)
  })

  it('is overridden by flags, option by option', async () => {
    const folder = await folderWith(
      json({
        target,
        origins,
        methods: ['GET', 'PATCH'],
        credentials: true,
        format: 'json',
        failOn: 'weak',
      }),
    )
    const { options, ...rest } = await settings(
      folder,
      'https://other.example.com/',
      '--method=POST',
      '--format=junit',
    )
    assert.deepEqual(rest, {
      target: 'https://other.example.com/',
      format: 'junit',
      failOn: 'weak',
    })
    assert.deepEqual(options, { origins, methods: ['POST'], credentials: true })
  })

  it('defineConfig returns its argument', () => {
    const config = { target, origins }
    assert.equal(defineConfig(config), config)
  })
})

describe('a wrong configuration file', () => {
  it('with an unknown key is rejected, naming the key and the nearest known one', async () => {
    const folder = await folderWith(json({ target, origins, exposeHeaders: ['X-Total-Count'] }))
    assert.deepEqual(await problems(folder), [
      'cors-verify.config.json exposeHeaders "***": is not an option. Did you mean exposedHeaders?',
    ])
  })

  it('with cookies or headers under another name or in another form is rejected without their values', async () => {
    for (const wrong of [
      { cookie: { session: 's3cret' } },
      { cookies: ['session=s3cret'] },
      { requestHeaders: { Authorization: 's3cret' } },
      { requestHeaders: ['Authorization : s3cret\u0000'] },
    ]) {
      const found = await problems(await folderWith(json({ target, origins, ...wrong })))
      assert.equal(found.length, 1)
      assert.doesNotMatch(found.join(), /s3cret/)
    }
  })

  it('is rejected with all its problems at once, each named as it stands in the file', async () => {
    const folder = await folderWith(
      json({
        target: 'api.example.com',
        origins: ['*'],
        methods: 'GET',
        failOn: 'error',
        format: 'xml',
        onProgress: 1,
      }),
    )
    const sources = (await problems(folder)).map((problem) => problem.split(' "')[0])
    assert.deepEqual(sources.sort(), [
      'cors-verify.config.json failOn',
      'cors-verify.config.json format',
      'cors-verify.config.json methods',
      'cors-verify.config.json onProgress',
      'cors-verify.config.json origins[0]',
      'cors-verify.config.json target',
    ])
  })

  it('is absent: each of two wrong --cookie flags is named', async () => {
    const found = await problems(
      await folderWith({}),
      target,
      `--origin=${origins[0]}`,
      '--cookie=a',
      '--cookie=b c=d',
    )
    assert.deepEqual(
      found.map((line) => line.split(':')[0]),
      ['--cookie[0] "***"', '--cookie "b c=***"'],
    )
  })

  it('is not named for a wrong flag', async () => {
    const folder = await folderWith(json({ target, origins }))
    const [problem, ...more] = await problems(folder, '--origin', 'https://app.example.com/')
    assert.deepEqual(more, [])
    assert.match(problem ?? '', /^--origin\[0\] "https:\/\/app\.example\.com\/": ends in a slash/)
  })

  it('that does not exist is rejected by its path', async () => {
    const folder = await folderWith({})
    assert.match(
      (await problems(folder, '--config', 'none.ts'))[0] ?? '',
      /^--config ".*none\.ts": does not exist/,
    )
  })

  for (const [name, content, reason] of [
    ['a.json', '{ "target": ', /cannot be read: .*JSON/],
    ['b.ts', 'export default {', /cannot be read: /],
    ['c.mjs', 'throw new Error("no environment")', /cannot be read: no environment\./],
    ['d.json', '[]', /exports no configuration/],
    ['e.mjs', 'export default undefined', /exports no configuration/],
    ['g.mjs', 'export const config = { target: 1 }', /exports no configuration/],
    ['f.mjs', 'import "nowhere-to-be-found"', /cannot be read: .*nowhere-to-be-found/],
  ] as const) {
    it(`${name}: ${content} is rejected in one line`, async () => {
      const folder = await folderWith({ [name]: content })
      const found = await problems(folder, '--config', name)
      assert.match(found[0] ?? '', reason)
      assert.ok(
        found.every((line) => !line.includes('\n')),
        found[0],
      )
    })
  }

  it('that cannot be read leaves the error of Node as cause, in readSettings', async () => {
    const folder = await folderWith({ 'c.mjs': 'throw new Error("no environment")' })
    const error: unknown = await settings(folder, '--config', 'c.mjs').catch(
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof OptionsError && error.cause instanceof Error)
  })

  it('that cannot be read leaves the error of Node as cause, in loadConfigFile', async () => {
    const folder = await folderWith({ 'c.mjs': 'throw new Error("no environment")' })
    const error: unknown = await loadConfigFile(join(folder, 'c.mjs')).catch(
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof OptionsError && error.cause instanceof Error)
  })
})
