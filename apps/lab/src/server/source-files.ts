import { readFile } from 'node:fs/promises'
import type { LoadedScenario } from './scenarios.ts'

const repository = new URL('../../../../', import.meta.url)

/** Explains each failure in a section of its own. */
const troubleshooting = 'docs/troubleshooting.md'

/** The files that scenarios lead to, and no others. */
export interface SourceFiles {
  /** From the root of the repository. */
  paths: ReadonlySet<string>
  /** Reads a file by its path. @returns undefined for any other path */
  textOf: (path: string) => Promise<string | undefined>
}

/** Finds the files that scenarios lead to: what a visitor reads on in. */
export function sourceFiles(scenarios: readonly LoadedScenario[]): SourceFiles {
  const paths = new Set([troubleshooting])
  for (const { scenario } of scenarios) {
    paths.add(scenario.app).add(scenario.wrong.server.file)
    if (scenario.right) paths.add(scenario.right.server.file)
  }
  return {
    paths,
    textOf: async (path) =>
      paths.has(path) ? readFile(new URL(path, repository), 'utf8') : undefined,
  }
}
