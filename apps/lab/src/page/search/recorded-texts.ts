import data from '../../recorded/console-texts.json' with { type: 'json' }
import type { RecordedTexts } from '../../recorded/types.ts'

/** What `npm run lab:record` wrote. */
export const recordedTexts: RecordedTexts = data
