import { servers } from 'cors-verify/servers'
import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ScenarioServer } from '../shared/types.ts'
import { codeOfRegion, codeOfVerifyServer, definitionsFor } from './_code.ts'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Returns a test server of `cors-verify` for a scenario.
 *
 * @param id the name of its file, such as `fastify-default-methods`
 * @throws {Error} if `cors-verify` has no server with this id
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
 * Returns a server of a scenario's own file. The shown code is the part of the file that starts the server.
 *
 * @param scenarioUrl `import.meta.url` of the scenario
 * @param region the part between `// #region <region>` and `// #endregion`
 * @throws {Error} if the file has no such region
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

/** As `ownServer`, for a server that extends one of _bases.ts. The code includes the definitions of the base. */
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
