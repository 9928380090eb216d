import type { ScenarioView } from '../shared/types.ts'

/**
 * Whether a scenario answers to all words of a search. A number alone is a failure's, and so is
 * `failure 7`, as the cards have it.
 */
export function matches(view: ScenarioView, search: string): boolean {
  const failure = failureIn(search)
  if (failure !== undefined) return view.failure === failure
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const text = textOf(view)
  return words.every((word) => text.includes(word))
}

/** Reads the number of a failure: `7`, `#7` or `failure 7`. @returns undefined if the search is for words */
export function failureIn(search: string): number | undefined {
  const number = /^\s*(?:failure\s+)?#?(\d{1,2})\s*$/i.exec(search)?.[1]
  return number === undefined ? undefined : Number(number)
}

/** Title, prose, and the code with every header it names. */
function textOf({ title, prose, group, failure, wrong, right }: ScenarioView): string {
  const acts = [...wrong.acts, ...(right?.acts ?? [])].map((act) => JSON.stringify(act))
  const number = failure === undefined ? '' : `failure ${failure}`
  return [title, prose, group, number, wrong.code, right?.code ?? '', ...acts]
    .join('\n')
    .toLowerCase()
}
