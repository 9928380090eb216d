import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedSide, RecordedTexts } from '../../recorded/types.ts'

/** The explanation of a pasted text, from the table of `cors-verify explain`. */
export interface Explanation {
  /** The name of the browser or library that prints the text. */
  engine: string
  meaning: string
  /** The text to copy instead, if this one does not name the cause. */
  copyInstead?: string
  /** The section of docs/troubleshooting.md with the fix. */
  anchor: string
}

/** Scenarios that produce the text, header or status in the same way. */
export interface ResultGroup {
  title: string
  scenarios: readonly ScenarioView[]
}

/** A scenario, and a text of it that is similar to the search. */
export interface NearText {
  scenario: ScenarioView
  text: string
}

/** The result of a search in the recordings. */
export interface RecordedResult {
  /** The search in words: `the status 502`. */
  searchedFor: string
  explanations: readonly Explanation[]
  /** The groups that have scenarios; empty if no scenario produces it. */
  groups: readonly ResultGroup[]
  /** A sentence about the order of the scenarios in a group, unless it is the order of the gallery. */
  order?: string
  /** A possible reason why nothing was found. */
  notice?: string
  /** The nearest texts, if no scenario produces it. */
  nearest: readonly NearText[]
}

/** The quoted characters of a long text: its start names the engine, its end the reason. */
const quotedCharacters = { start: 60, end: 120 }

/** Quotes a text on one line, without the middle if it is long. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const { start, end } = quotedCharacters
  const isLong = line.length > start + end
  return `“${isLong ? `${line.slice(0, start)} … ${line.slice(-end)}` : line}”`
}

/** Groups scenarios by whether the recording of their wrong side, or only of the fixed one, passes a test. */
export function groupBySide(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  passes: (side: RecordedSide) => boolean,
  verb: string,
): ResultGroup[] {
  const has = (view: ScenarioView, side: 'wrong' | 'right') => {
    const found = recorded.scenarios[view.id]?.[side]
    return found !== undefined && passes(found)
  }
  const wrong = views.filter((view) => has(view, 'wrong'))
  const onlyRight = views.filter((view) => !has(view, 'wrong') && has(view, 'right'))
  return filled([
    { title: `Scenarios that ${verb} it`, scenarios: wrong },
    { title: `Scenarios that ${verb} it only after the fix`, scenarios: onlyRight },
  ])
}

/** Returns the groups that have scenarios. */
export function filled(groups: readonly ResultGroup[]): ResultGroup[] {
  return groups.filter(({ scenarios }) => scenarios.length > 0)
}
