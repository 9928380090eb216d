import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { shareProcesses } from '../share-processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'share-processes-'))
const root = process.cwd()
after(() => {
  process.chdir(root)
  rmSync(folder, { recursive: true })
})
process.chdir(folder)
mkdirSync('scripts/test', { recursive: true })

/** Writes a test file. */
function file(name: string, text: string): string {
  const path = `scripts/test/${name}`
  writeFileSync(path, text)
  return path
}

const passes = (title: string) => `import { it } from 'node:test'\nit('${title}', () => {})\n`

describe('shareProcesses', () => {
  file('helper.ts', "import { spawn } from 'node:child_process'\n")
  const alone = [
    file('rest.rest.test.ts', passes('rest')),
    file('spawns.test.ts', "import { spawn } from 'node:child_process'\n"),
    file('by-helper.test.ts', "import { helper } from './helper.ts'\n"),
    file('variable.test.ts', "process.env['A'] = '1'\n"),
    file('timers.test.ts', "mock.timers.enable({ apis: ['Date'] })\n"),
  ]
  const plain = Array.from({ length: 2 * availableParallelism() }, (_, index) =>
    file(
      `plain-${index}.test.ts`,
      `${passes(`plain ${index}`)}// t.mock.timers ends with its test\n`,
    ),
  )

  it('files that start programs or change the process, and those of the rest → as they are', () => {
    const [, ...others] = shareProcesses([...alone, ...plain], folder).slice(-1 - alone.length)
    assert.deepEqual(others, alone)
  })

  it('the others → in a file for each processor, each of them once', () => {
    const runners = shareProcesses(plain, folder)
    assert.equal(runners.length, availableParallelism())
    const text = runners.map((runner) => readFileSync(runner, 'utf8')).join('')
    for (const each of plain) assert.equal(text.split(`describe('${each}'`).length, 2, each)
  })

  it('a test that fails and a file that does not load → fail by name, and the others run', () => {
    const throws = "throw new Error('no')\n"
    const fails = `import { it } from 'node:test'\nit('wrong', () => { ${throws} })\n`
    const broken = [file('fails.test.ts', fails), file('does-not-load.test.ts', throws)]
    const env = { ...process.env }
    delete env['NODE_TEST_CONTEXT']
    const results = shareProcesses([...broken, ...plain], folder).map((runner) =>
      spawnSync(process.execPath, [...process.execArgv, '--test-reporter=tap', runner], {
        env,
        encoding: 'utf8',
      }),
    )
    const printed = results.map(({ stdout }) => stdout).join('')
    assert.ok(results.some(({ status }) => status === 1))
    assert.match(printed, /not ok \d+ - wrong$/m)
    assert.match(printed, /not ok \d+ - scripts\/test\/does-not-load\.test\.ts$/m)
    for (const index of plain.keys())
      assert.match(printed, new RegExp(` ok \\d+ - plain ${index}$`, 'm'))
  })
})
