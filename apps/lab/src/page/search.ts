import type { ScenarioView } from '../shared/types.ts'

/** Whether a scenario answers to all words of a search. A number alone is a failure's. */
export function matches(view: ScenarioView, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const number = /^#?(\d{1,2})$/.exec(words.length === 1 ? (words[0] ?? '') : '')?.[1]
  if (number !== undefined) return view.failure === Number(number)
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
