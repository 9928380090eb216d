import { servers } from 'cors-verify/servers'
import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ScenarioServer } from '../shared/types.ts'
import { codeOfRegion, codeOfVerifyServer, definitionsFor } from './_code.ts'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Takes a server of the verifier, so that no wrong server is written twice.
 *
 * @param id the name of its file, such as `fastify-default-methods`
 * @throws if there is none of that name
 */
export function verifyServer(id: string): ScenarioServer {
  const found = servers.find((server) => server.id === id)
  if (!found) throw new Error(`packages/verify/servers has no server "${id}".`)
  return {
    code: codeOfVerifyServer(found.file),
    file: inRepository(found.file),
    listen: async () => (await found.load()).listen(),
  }
}

/**
 * Shows the part of a scenario's own file that sets its server up, so that what is shown is what
 * runs.
 *
 * @param scenarioUrl `import.meta.url` of the scenario
 * @param region the part between `// #region <region>` and `// #endregion`
 * @throws if the file has no such region
 */
export function ownServer(
  scenarioUrl: string,
  region: string,
  listen: ScenarioServer['listen'],
): ScenarioServer {
  const path = fileURLToPath(scenarioUrl)
  const code = codeOfRegion(readFileSync(path, 'utf8'), region)
  if (code === undefined)
    throw new Error(
      `${inRepository(path)} needs "// #region ${region}" and, after it, "// #endregion".`,
    )
  return { code, file: inRepository(path), listen }
}

/** As `ownServer`, of a server on a base of the verifier, such as its proxy. */
export function ownServerOnBase(
  scenarioUrl: string,
  region: string,
  listen: ScenarioServer['listen'],
): ScenarioServer {
  const server = ownServer(scenarioUrl, region, listen)
  const given = definitionsFor(server.code, join(repository, 'packages/verify/servers/broken'))
  return { ...server, code: [...given, server.code].join('\n\n') }
}

function inRepository(path: string): string {
  return relative(repository, path).split(sep).join('/')
}
