import { shallowRef } from 'vue'
import type { ScenarioView } from '../shared/types.ts'
import { fetchScenarios } from './running/lab-api.ts'
import { isStaticSite } from './site/is-static-site.ts'
import { fetchSiteScenarios } from './site/fetch-scenarios.ts'

/** All scenarios, once they are there. */
export const scenarios = shallowRef<readonly ScenarioView[]>()
/** Why they are not. */
export const loadError = shallowRef<string>()

export async function loadScenarios(): Promise<void> {
  loadError.value = undefined
  try {
    scenarios.value = await (isStaticSite ? fetchSiteScenarios() : fetchScenarios())
  } catch (error) {
    loadError.value = error instanceof Error ? error.message : String(error)
  }
}
