import { readFile } from 'node:fs/promises'
import type { LoadedScenario } from './scenarios.ts'

const repository = new URL('../../../../', import.meta.url)

/** Has a section for each `failure` of a scenario. */
const troubleshooting = 'docs/troubleshooting.md'

/** The files that scenarios link to. */
export interface SourceFiles {
  /** From the root of the repository. */
  paths: ReadonlySet<string>
  /** Returns the text of a file; undefined if the path is not in `paths`. */
  textOf: (path: string) => Promise<string | undefined>
}

/** Returns the files that scenarios link to, and docs/troubleshooting.md. */
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
