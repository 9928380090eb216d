import type { ScenarioView } from '../../shared/types.ts'

/** Where the static site has all scenarios with their code and steps, for the search. */
export const scenariosFile = 'scenarios.json'

/** Fetches the scenarios of the static site. @throws if the host does not return them */
export async function fetchSiteScenarios(): Promise<ScenarioView[]> {
  const response = await fetch(`./${scenariosFile}`)
  if (!response.ok) throw new Error(`${scenariosFile}: the host responds with ${response.status}.`)
  return (await response.json()) as ScenarioView[]
}
