import { scenarioHref } from '../route.ts'
import { scenarios } from '../scenarios.ts'
import type { FirstStep } from './types.ts'

/** Links to the scenarios of a step; none before the scenarios are loaded. */
export function scenarioLinks(step: FirstStep): { id: string; title: string; href: string }[] {
  return step.scenarios.flatMap((id) => {
    const title = scenarios.value?.find((each) => each.id === id)?.title
    return title === undefined ? [] : [{ id, title, href: scenarioHref(id) }]
  })
}
