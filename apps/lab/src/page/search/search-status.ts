import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedTexts } from '../../recorded/types.ts'
import { groupBySide, type NearText, type RecordedResult } from './recorded-result.ts'

/** `502`, `502 Bad Gateway`, `status code: 502` or the first line of a response. */
const statusLine =
  /^(?:HTTP\/[\d.]+\s+|status(?:\s+code)?:?\s*)?([1-5]\d\d)(?:\s+[a-z][a-z '-]*)?$/i

/** Finds the scenarios whose server sends a status. @returns undefined if the search is not for a status */
export function searchStatus(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  search: string,
): RecordedResult | undefined {
  const digits = statusLine.exec(search)?.[1]
  if (digits === undefined) return undefined
  const status = Number(digits)
  const groups = groupBySide(views, recorded, ({ statuses }) => statuses.includes(status), 'send')
  return {
    searchedFor: `the status ${status}`,
    explanations: [],
    groups,
    nearest: groups.length > 0 ? [] : nearestStatuses(views, recorded, status),
  }
}

function nearestStatuses(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  status: number,
): NearText[] {
  const distance = (other: number) => Math.abs(other - status)
  return views
    .flatMap((scenario) => {
      const statuses = recorded.scenarios[scenario.id]?.wrong?.statuses ?? []
      const [nearest] = [...statuses].sort((a, b) => distance(a) - distance(b))
      return nearest === undefined ? [] : [{ scenario, nearest }]
    })
    .sort((a, b) => distance(a.nearest) - distance(b.nearest))
    .slice(0, 3)
    .map(({ scenario, nearest }) => ({ scenario, text: `status ${nearest}` }))
}
