import { titleOfGroup } from '../shared/groups.ts'
import type { ScenarioView } from '../shared/types.ts'

/** Whether title, group, prose, code and steps of a scenario have all words of a search, in any case. */
export function matches(view: ScenarioView, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = textOf(view)
  return words.every((word) => text.includes(word))
}

function textOf({ title, prose, group, wrong, right }: ScenarioView): string {
  const steps = [...wrong.steps, ...(right?.steps ?? [])].map((step) => JSON.stringify(step))
  return [title, prose, titleOfGroup(group), wrong.code, right?.code ?? '', ...steps]
    .join('\n')
    .toLowerCase()
}
