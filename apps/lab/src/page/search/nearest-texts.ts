import type { RecordedSide, RecordedTexts } from '../../recorded/types.ts'
import type { ScenarioView } from '../../shared/types.ts'
import type { NearText } from './recorded-result.ts'

/**
 * Finds the three candidates that are most similar to a text, at most one of each scenario. The measure is the
 * Tversky index of their trigrams. Rare trigrams have more weight: all texts about CORS share
 * "access-control".
 *
 * @returns the most similar first; fewer if fewer share a trigram with the text
 */
export function nearestTexts(candidates: readonly NearText[], text: string): NearText[] {
  const sets = new Map(candidates.map((each) => [each.text, trigrams(each.text)]))
  const texts = new Map<string, number>()
  for (const set of sets.values())
    for (const trigram of set) texts.set(trigram, (texts.get(trigram) ?? 0) + 1)
  const weight = (trigram: string) => Math.log(1 + sets.size / ((texts.get(trigram) ?? 0) + 1))
  const weigh = (set: Iterable<string>) => [...set].reduce((sum, each) => sum + weight(each), 0)

  const wanted = trigrams(text)
  const total = weigh(wanted)
  const scores = new Map(
    [...sets].map(([candidate, set]) => {
      const shared = weigh([...set].filter((trigram) => wanted.has(trigram)))
      const distance = weightOfMissing * (total - shared) + weightOfOther * (weigh(set) - shared)
      return [candidate, shared === 0 ? 0 : shared / (shared + distance)]
    }),
  )
  const score = (each: NearText) => scores.get(each.text) ?? 0
  const sorted = candidates
    .filter((each) => score(each) > 0)
    .sort((one, other) => score(other) - score(one))
  const nearestOfEach = new Map(sorted.reverse().map((each) => [each.scenario, each]))
  return [...nearestOfEach.values()].sort((one, other) => score(other) - score(one)).slice(0, 3)
}

/** Weight of trigrams that the candidate lacks. It is higher, because readers often paste a part of a text. */
const weightOfMissing = 0.8
/** Weight of trigrams that only the candidate has. */
const weightOfOther = 1 - weightOfMissing

/** Returns the title and the recorded texts of each scenario as candidates. */
export function titlesAndTexts(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
): NearText[] {
  return views.flatMap((scenario) => {
    const printed = sideTexts(recorded.scenarios[scenario.id], (side) =>
      Object.values(side.texts).flat(),
    )
    return [scenario.title, ...printed].map((text) => ({ scenario, text }))
  })
}

/** Returns the recorded texts of a kind of a scenario, without repetitions. */
export function sideTexts(
  scenario: RecordedTexts['scenarios'][string] | undefined,
  textsOf: (side: RecordedSide) => readonly string[],
): string[] {
  return [...new Set(Object.values(scenario ?? {}).flatMap((side) => textsOf(side)))]
}

/** Characters at the start of a text that are compared. */
const comparedCharacters = 2000

function trigrams(text: string): ReadonlySet<string> {
  const plain = ` ${text.slice(0, comparedCharacters).toLowerCase().replace(/\s+/g, ' ').trim()} `
  return new Set(Array.from({ length: plain.length - 2 }, (_, at) => plain.slice(at, at + 3)))
}
