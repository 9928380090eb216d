import { isInAnotherLanguage } from 'cors-verify/symptoms'
import type { ScenarioView } from '../../shared/types.ts'
import type { RecordedTexts } from '../../recorded/types.ts'
import { matches } from '../search.ts'
import { nearestTexts, titlesAndTexts } from './nearest-texts.ts'
import { quote, type RecordedResult } from './recorded-result.ts'
import { searchConsoleText } from './search-console-text.ts'
import { searchHeader } from './search-header.ts'
import { searchStatus } from './search-status.ts'

/**
 * Searches the recordings for a status, a header line or name, or a text of a console.
 *
 * @param typed the text as it was typed or pasted
 * @returns undefined for words that occur in a scenario: the gallery searches for them in title, prose and code
 */
export function searchRecorded(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  typed: string,
): RecordedResult | undefined {
  const search = typed.trim()
  if (search === '') return undefined
  return (
    searchStatus(views, recorded, search) ??
    searchHeader(views, recorded, search) ??
    searchConsoleText(views, recorded, search) ??
    (views.some((view) => matches(view, search)) ? undefined : nothing(views, recorded, search))
  )
}

function nothing(
  views: readonly ScenarioView[],
  recorded: RecordedTexts,
  search: string,
): RecordedResult {
  return {
    searchedFor: quote(search),
    explanations: [],
    groups: [],
    ...(isInAnotherLanguage(search) && {
      notice:
        'The text is in another language. Firefox prints in the language of its user; the lab has the English texts. Set the language of Firefox to English (US), reload the page and copy the text again.',
    }),
    nearest: nearestTexts(titlesAndTexts(views, recorded), search),
  }
}
