import { findSymptoms, type FoundSymptom, type Symptom } from 'cors-verify/symptoms'
import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedSide, RecordedTexts } from '../../recorded/types.ts'
import { nearestTexts, titlesAndTexts } from './nearest-texts.ts'
import { filled, groupBySide, quote, type RecordedResult } from './recorded-result.ts'

/** The minimum of words for a match with a part of a text: fewer can match by chance. */
const minWords = 5

/**
 * Finds the scenarios that print a text of a browser or a library, those with the most frequent cause first.
 *
 * @returns undefined if the table of `cors-verify explain` does not have the text
 */
export function searchConsoleText(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  search: string,
): RecordedResult | undefined {
  const { found: all, fields } = findSymptoms(search)
  const found = withoutConsequences(all)
  const isLong = search.split(/\s+/).length >= minWords
  if (found.length === 0 || (found.every(({ isPart }) => isPart) && !isLong)) return undefined

  const groups = groupsThatPrint(views, recorded, found)
  return {
    searchedFor: `the text ${quote(search)}`,
    explanations: found.map(({ symptom, meaning, anchor }) => ({
      engine: symptom.engine,
      meaning,
      anchor,
      ...(symptom.copyInstead !== undefined && { copyInstead: symptom.copyInstead }),
    })),
    groups: groups.map(({ title, scenarios }) => ({
      title,
      scenarios: byFrequency(scenarios, recorded, found, fields.status),
    })),
    ...(found.some(({ causes }) => causes.length > 0) && {
      order:
        'The scenarios with the most frequent cause of this text come first, then those with its other causes, and last those with a cause that cors-verify does not name for it.',
    }),
    nearest: groups.length > 0 ? [] : nearestTexts(titlesAndTexts(views, recorded), search),
  }
}

/** Returns the texts with a reason, if there are any: Firefox prints "did not succeed" after each of them. */
function withoutConsequences(found: readonly FoundSymptom[]): readonly FoundSymptom[] {
  const failures = found.filter(({ symptom }) => symptom.failure !== undefined)
  return failures.length > 0 ? failures : found
}

function groupsThatPrint(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  found: readonly FoundSymptom[],
) {
  const rows = new Set(found.map(({ symptom }) => symptom))
  const printed = groupBySide(views, recorded, printsOneOf(rows), 'print')
  if (printed.length > 0) return printed
  // The text is of a library, or of an engine or a request that was not recorded.
  const isOpen = found.every(({ symptom }) => symptom.copyInstead !== undefined)
  if (isOpen) {
    return groupBySide(views, recorded, hasScriptError, 'can cause').slice(0, 1)
  }
  const causes = new Set(found.flatMap((each) => each.causes))
  const failures = new Set(found.flatMap(({ symptom }) => symptom.failure ?? []))
  const alike = views.filter((view) => {
    const side = recorded.scenarios[view.id]?.wrong
    if (side === undefined) return false
    const fails = rowsOf(side).some(({ failure }) => failure !== undefined && failures.has(failure))
    return fails || side.causes.some((cause) => causes.has(cause))
  })
  return filled([{ title: 'No scenario prints it; these have the same cause', scenarios: alike }])
}

function printsOneOf(rows: ReadonlySet<Symptom>) {
  return (side: RecordedSide) => rowsOf(side).some((row) => rows.has(row))
}

function hasScriptError({ texts }: RecordedSide): boolean {
  return Object.values(texts)
    .flat()
    .some((text) => text.startsWith('TypeError: '))
}

const rowsOfTexts = new Map<string, readonly Symptom[]>()

/** Returns the rows of the table for the recorded texts of a side. */
function rowsOf({ texts }: RecordedSide): readonly Symptom[] {
  return Object.values(texts).flatMap((list) =>
    list.flatMap((text) => {
      const known = rowsOfTexts.get(text)
      if (known) return known
      const rows = findSymptoms(text).found.map(({ symptom }) => symptom)
      rowsOfTexts.set(text, rows)
      return rows
    }),
  )
}

/**
 * Orders scenarios by their first cause in the list of the row, which has the most frequent one first. Those
 * with another cause follow, first those whose server sends the status of the text.
 */
function byFrequency(
  scenarios: readonly ScenarioView[],
  recorded: RecordedTexts,
  found: readonly FoundSymptom[],
  status: number | undefined,
): ScenarioView[] {
  const order = found.flatMap(({ causes }) => causes)
  const rank = ({ id }: ScenarioView) => {
    const { causes = [], statuses = [] } = recorded.scenarios[id]?.wrong ?? {}
    const ranks = causes.map((cause) => order.indexOf(cause)).filter((at) => at >= 0)
    const sendsStatus = status !== undefined && statuses.includes(status)
    return Math.min(...ranks, sendsStatus ? order.length : order.length + 1)
  }
  return [...scenarios].sort((one, other) => rank(one) - rank(other))
}
