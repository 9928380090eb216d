import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { workspaces } from './workspaces.ts'

/**
 * A test file with this in its text, or in that of a helper it imports, has a process of its own: it starts
 * programs, or changes what all tests of a process share. Vite sets NODE_ENV.
 */
const needsProcess =
  /node:child_process|from 'vite'|WithVite|globalThis|process\.(?:chdir|env|exitCode|on)\b|(?<!t\.)mock\.timers/

/**
 * Lets test files share processes, as loading their modules takes longer than most tests. The files of a
 * workspace share one for each processor. Each file is a suite, so its hooks are its own, and a file that does
 * not load is a test that fails.
 *
 * @param files relative to the root of the repository
 * @param folder where the files that import the others are written
 * @returns the files to run: one for each shared process, and those that have a process of their own
 */
export function shareProcesses(files: readonly string[], folder: string): string[] {
  const shareable = files.filter((file) => !file.endsWith('.rest.test.ts') && !isAlone(file))
  const processes = availableParallelism()
  const groups = workspaces.flatMap((workspace) => {
    const members = shareable.filter((file) => file.startsWith(`${workspace}/`))
    return Array.from({ length: processes }, (_, group) =>
      members.filter((_, index) => index % processes === group),
    )
  })
  const shared = groups.filter(({ length }) => length > 1)
  const runners = shared.map((members, index) => {
    const runner = join(folder, `${index}.mjs`)
    const suites = members.map((member) => {
      const url = pathToFileURL(resolve(member)).href
      return `describe('${member}', () => import('${url}'))\n`
    })
    writeFileSync(runner, `import { describe } from 'node:test'\n${suites.join('')}`)
    return runner
  })
  const members = new Set(shared.flat())
  return [...runners, ...files.filter((file) => !members.has(file))]
}

function isAlone(file: string): boolean {
  const text = readFileSync(file, 'utf8')
  const imported = [...text.matchAll(/^(?:import|\}).* from '(\.\/.+)'/gm)].map(([, path = '']) =>
    readFileSync(join(dirname(file), path), 'utf8'),
  )
  return [text, ...imported].some((each) => needsProcess.test(each))
}
