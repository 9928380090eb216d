import { readFile } from 'node:fs/promises'
import type { LoadedScenario } from './scenarios.ts'

const repository = new URL('../../../../', import.meta.url)

/** Explains each failure in a section of its own. */
const troubleshooting = 'docs/troubleshooting.md'

/**
 * The files that scenarios lead to, and no others: what a visitor reads on in.
 *
 * @returns the text of a file by its path from the repository's root, undefined for any other path
 */
export function sourceFiles(scenarios: readonly LoadedScenario[]) {
  const paths = new Set([troubleshooting])
  for (const { scenario } of scenarios) {
    paths.add(scenario.app).add(scenario.wrong.setUp.file)
    if (scenario.right) paths.add(scenario.right.setUp.file)
  }
  return async (path: string): Promise<string | undefined> =>
    paths.has(path) ? readFile(new URL(path, repository), 'utf8') : undefined
}
