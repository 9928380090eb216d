import type { ScenarioView } from '../../shared/types.ts'

/** The file of the static site with all scenarios, their code and their steps, for the search. */
export const scenariosFile = 'scenarios.json'

/** Fetches the scenarios of the static site. @throws {Error} if the status is not 200 to 299 */
export async function fetchSiteScenarios(): Promise<ScenarioView[]> {
  const response = await fetch(`./${scenariosFile}`)
  if (!response.ok) throw new Error(`${scenariosFile}: the host responds with ${response.status}.`)
  return (await response.json()) as ScenarioView[]
}
