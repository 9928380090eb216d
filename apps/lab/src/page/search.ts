import type { ScenarioView } from '../shared/types.ts'

/**
 * Whether a scenario answers to all words of a search. A number alone is a failure's, and so is
 * `failure 7`, as the cards have it.
 */
export function matches(view: ScenarioView, search: string): boolean {
  const number = /^\s*(?:failure\s+)?#?(\d{1,2})\s*$/i.exec(search)?.[1]
  if (number !== undefined) return view.failure === Number(number)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = textOf(view)
  return words.every((word) => text.includes(word))
}

/** Title, prose, and the code with every header it names. */
function textOf({ title, prose, group, failure, wrong, right }: ScenarioView): string {
  const acts = [...wrong.acts, ...(right?.acts ?? [])].map((act) => JSON.stringify(act))
  const number = failure === undefined ? '' : `failure ${failure}`
  return [title, prose, group, number, wrong.code, right?.code ?? '', ...acts]
    .join('\n')
    .toLowerCase()
}
