import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { publint } from 'publint'
import { execute, packageFolder, packInto } from './pack.ts'

let folder: string
let tarball: string
/** The tarball as it was unpacked. */
let unpacked: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cors-verify-package-'))
  tarball = await packInto(folder)
  assert.equal((await execute('tar', ['-xzf', tarball, '-C', folder], folder)).code, 0)
  unpacked = join(folder, 'package')
  // The dependencies that npm would install are linked, so that the test needs no registry.
  await symlink(join(packageFolder, 'node_modules'), join(unpacked, 'node_modules'), 'dir')
})
after(() => rm(folder, { recursive: true, force: true }))

function command(...argv: string[]) {
  return execute(process.execPath, [join(unpacked, 'dist/cli.js'), ...argv], folder)
}

interface Manifest {
  bin: Record<string, string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  exports: Record<string, { types: string; default: string } | string>
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as Manifest
}

async function builtFiles(extension: string): Promise<string[]> {
  const files = await readdir(join(unpacked, 'dist'), { recursive: true })
  return files.filter((file) => file.endsWith(extension))
}

describe('the tarball', () => {
  it('holds the build, the schema, the documents and the licence, and no other file', async () => {
    const files = (await readdir(unpacked)).filter((name) => name !== 'node_modules').sort()
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'package.json',
      'report.schema.json',
    ]
    assert.deepEqual(files, expected)
    assert.ok((await builtFiles('.js')).includes('cli.js'))
    assert.deepEqual(await builtFiles('.test.js'), [])
  })

  it('exports the built files, and the command', async () => {
    const { exports, bin } = await manifest()
    assert.deepEqual(Object.keys(exports), [
      '.',
      './decide',
      './diagram',
      './symptoms',
      './stacks',
      './playwright',
      './config-file',
      './browser',
      './report.schema.json',
    ])
    const paths = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : [entry.types, entry.default],
    )
    assert.deepEqual(bin, { 'cors-verify': './dist/cli.js' })
    for (const path of [...paths, './dist/cli.js']) {
      assert.notEqual((await readFile(join(unpacked, path), 'utf8')).length, 0, path)
    }
  })

  it('imports only its dependencies, at exact versions, and Playwright if it is installed', async () => {
    const { dependencies, peerDependencies } = await manifest()
    assert.deepEqual(Object.keys(peerDependencies), ['@playwright/test', 'playwright-core'])
    for (const [name, version] of Object.entries(dependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name)
    }
    const imported = new Set<string>()
    for (const file of await builtFiles('.js')) {
      const text = await readFile(join(unpacked, 'dist', file), 'utf8')
      for (const [, name = ''] of text.matchAll(
        /^(?:import|export) (?:[^'"]+ from )?'([^']+)'/gm,
      )) {
        imported.add(name)
        assert.doesNotMatch(name, /\.ts$/, `${file} imports ${name}`)
      }
    }
    const packages = [...imported]
      .filter((name) => !/^(?:\.|node:)/.test(name))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
    // The tests of a project have its Playwright: `cors-verify/playwright` alone imports it.
    const known = [...Object.keys(dependencies), '@playwright/test']
    assert.deepEqual(
      packages.filter((name) => !known.includes(name)),
      [],
    )
    assert.ok(packages.includes('commander'))
  })

  it('has no message of publint', async () => {
    const content = await readFile(tarball)
    const buffer = content.buffer.slice(content.byteOffset, content.byteOffset + content.length)
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true })
    assert.deepEqual(messages, [])
  })

  it('has types that every ESM resolver finds, according to attw', async () => {
    const attw = join(packageFolder, 'node_modules/@arethetypeswrong/cli/dist/index.js')
    const argv = [attw, '--profile', 'esm-only', '--no-emoji', '--no-color', tarball]
    const { code, stdout, stderr } = await execute(process.execPath, argv, folder)
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /cors-verify\/decide/)
  })
})

describe('the command of the tarball', () => {
  it('prints its version and its flags', async () => {
    const [version, help] = await Promise.all([command('--version'), command('--help')])
    assert.deepEqual(version, { code: 0, stdout: '0.1.0\n', stderr: '' })
    assert.match(help.stdout, /^Usage: cors-verify/)
  })

  it('rejects a bad argument with exit code 2 and how to fix it', async () => {
    const { code, stdout, stderr } = await command(
      'https://api.example.com/',
      '--origin',
      'https://app.example.com/',
    )
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(
      stderr,
      /--origin\[0\] "https:\/\/app\.example\.com\/": .*Write https:\/\/app\.example\.com\.\n/,
    )
  })

  it('runs, and reports a port without a server as unreachable', async () => {
    const { code, stdout } = await command(
      'http://127.0.0.1:1/',
      '--origin',
      'http://localhost:5173',
      '--browser',
      'none',
    )
    assert.equal(code, 2)
    assert.match(stdout, /^unreachable: /)
  })

  it('is a library too', async () => {
    const script = `import { verify } from 'cors-verify'
      import { decide } from 'cors-verify/decide'
      console.log(typeof verify, typeof decide, import.meta.resolve('cors-verify/report.schema.json').split('/').at(-1))`
    // A package can import itself by its name: this tests its exports.
    const { stdout, stderr } = await execute(
      process.execPath,
      ['--input-type=module', '--eval', script],
      unpacked,
    )
    assert.equal(stdout, 'function function report.schema.json\n', stderr)
  })
})
