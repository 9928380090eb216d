import { titleOfGroup } from '../shared/groups.ts'
import type { ScenarioView } from '../shared/types.ts'

/** Whether a scenario has all words of a search. */
export function matches(view: ScenarioView, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = textOf(view)
  return words.every((word) => text.includes(word))
}

/** Title, prose, and the code with every header it names. */
function textOf({ title, prose, group, wrong, right }: ScenarioView): string {
  const steps = [...wrong.steps, ...(right?.steps ?? [])].map((step) => JSON.stringify(step))
  return [title, prose, titleOfGroup(group), wrong.code, right?.code ?? '', ...steps]
    .join('\n')
    .toLowerCase()
}
