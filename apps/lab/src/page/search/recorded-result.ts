import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedSide, RecordedTexts } from '../../recorded/types.ts'

/** What a pasted text means, from the table that `cors-verify explain` uses. */
export interface Explanation {
  /** Who prints the text. */
  engine: string
  meaning: string
  /** The text leaves the cause open: the text to copy instead. */
  copyInstead?: string
  /** The section of docs/troubleshooting.md with the fix. */
  anchor: string
}

/** Scenarios that produce what was searched for in the same way. */
export interface ResultGroup {
  title: string
  scenarios: readonly ScenarioView[]
}

/** A scenario with a text that resembles what was searched for. */
export interface NearText {
  scenario: ScenarioView
  text: string
}

/** The result of a search in what was recorded. */
export interface RecordedResult {
  /** Names what was searched for: `the status 502`. */
  searchedFor: string
  explanations: readonly Explanation[]
  /** Those that have scenarios; none if no scenario produces it. */
  groups: readonly ResultGroup[]
  /** How the scenarios of a group are ordered, unless it is the order of the gallery. */
  order?: string
  /** Why nothing was found, if that is known. */
  notice?: string
  /** The nearest texts, if no scenario produces it. */
  nearest: readonly NearText[]
}

/** How much of a long text is quoted: its start names the engine, its end the reason. */
const quotedCharacters = { start: 60, end: 120 }

/** Quotes a text on one line; of a long one the middle is left out. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const { start, end } = quotedCharacters
  const isLong = line.length > start + end
  return `“${isLong ? `${line.slice(0, start)} … ${line.slice(-end)}` : line}”`
}

/** Groups the scenarios by the side whose recording passes a test. */
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

/** The groups that have scenarios. */
export function filled(groups: readonly ResultGroup[]): ResultGroup[] {
  return groups.filter(({ scenarios }) => scenarios.length > 0)
}
