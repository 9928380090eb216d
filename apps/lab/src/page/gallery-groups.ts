import { groups, type Group } from '../shared/groups.ts'
import type { ScenarioView } from '../shared/types.ts'

/** A group of the gallery with its scenarios. */
export interface GalleryGroup {
  id: Group
  title: string
  scenarios: readonly ScenarioView[]
}

/** Sorts scenarios into their groups, in the order of the gallery. Groups without scenarios are left out. */
export function galleryGroups(scenarios: readonly ScenarioView[]): GalleryGroup[] {
  return groups
    .map(({ id, title }) => ({
      id,
      title,
      scenarios: scenarios.filter((each) => each.group === id),
    }))
    .filter((group) => group.scenarios.length > 0)
}
