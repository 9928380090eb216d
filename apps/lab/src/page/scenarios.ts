import { shallowRef } from 'vue'
import type { ScenarioView } from '../shared/types.ts'
import { fetchScenarios } from './running/lab-api.ts'
import { isStaticSite } from './site/is-static-site.ts'
import { fetchSiteScenarios } from './site/fetch-scenarios.ts'

/** All scenarios; undefined until they are loaded. */
export const scenarios = shallowRef<readonly ScenarioView[]>()
/** The message of the error with which loading failed; undefined if it did not. */
export const loadError = shallowRef<string>()

/** Loads the scenarios into `scenarios`, or sets `loadError`. */
export async function loadScenarios(): Promise<void> {
  loadError.value = undefined
  try {
    scenarios.value = await (isStaticSite ? fetchSiteScenarios() : fetchScenarios())
  } catch (error) {
    loadError.value = error instanceof Error ? error.message : String(error)
  }
}
