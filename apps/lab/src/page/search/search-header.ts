import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedTexts } from '../../recorded/types.ts'
import { matches } from '../search.ts'
import { nearestTexts, sideTexts } from './nearest-texts.ts'
import { filled, groupBySide, quote, type RecordedResult } from './recorded-result.ts'

/** A header line, also with the < or > of `curl -v`. */
const headerLine = /^(?:[<>]\s+)?([!#$%&'*+.^`|~\w-]+):[ \t]*(.*)$/

/**
 * Finds the scenarios whose server receives or sends a header line, or any line with a header name.
 *
 * @returns undefined if the search is neither
 */
export function searchHeader(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  search: string,
): RecordedResult | undefined {
  const [, written = search, value = ''] = headerLine.exec(search) ?? []
  const name = written.toLowerCase()
  if (!namesOf(recorded).has(name)) return undefined
  // A single word such as "origin" also occurs in the prose.
  if (written === search && !name.includes('-')) return undefined
  return value === ''
    ? searchName(views, recorded, written)
    : searchLine(views, recorded, written, value)
}

function searchName(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  name: string,
): RecordedResult {
  const starts = `${name.toLowerCase()}:`
  const sent = groupBySide(
    views,
    recorded,
    ({ lines }) => lines.some((line) => line.toLowerCase().startsWith(starts)),
    'use',
  )
  const found = new Set(sent.flatMap(({ scenarios }) => scenarios))
  const others = views.filter((view) => !found.has(view) && matches(view, name))
  const mentioned = { title: 'Scenarios that mention it', scenarios: others }
  return {
    searchedFor: `the header ${name}`,
    explanations: [],
    groups: filled([...sent, mentioned]),
    nearest: [],
  }
}

function searchLine(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  name: string,
  value: string,
): RecordedResult {
  const wanted = shapeOf(`${name}: ${value}`)
  const groups = groupBySide(
    views,
    recorded,
    ({ lines }) => lines.some((line) => shapeOf(line) === wanted),
    'use',
  )
  const line = `${name}: ${value}`
  const starts = `${name.toLowerCase()}:`
  const sameName = views.flatMap((scenario) =>
    sideTexts(recorded.scenarios[scenario.id], ({ lines }) => lines)
      .filter((text) => text.toLowerCase().startsWith(starts))
      .map((text) => ({ scenario, text })),
  )
  return {
    searchedFor: `the header line ${quote(line)}`,
    explanations: [],
    groups,
    nearest: groups.length > 0 ? [] : nearestTexts(sameName, line),
  }
}

/**
 * Returns a header line with a placeholder for origins: the reader has other origins. The mistakes in a value
 * stay: a slash at the end, upper case, a missing scheme.
 */
function shapeOf(line: string): string {
  const [, name = '', value = ''] = headerLine.exec(line) ?? []
  const shape = value.trim().replace(/\bhttps?:\/\/[a-z\d.-]+(?::\d+)?/g, '{origin}')
  return `${name.toLowerCase()}: ${shape}`
}

function namesOf({ scenarios }: RecordedTexts): ReadonlySet<string> {
  const lines = Object.values(scenarios).flatMap((each) => sideTexts(each, (side) => side.lines))
  return new Set(lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()))
}
