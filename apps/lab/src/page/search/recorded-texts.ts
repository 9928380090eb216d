import data from '../../recorded/console-texts.json' with { type: 'json' }
import type { RecordedTexts } from '../../recorded/types.ts'

/** The texts that `npm run lab:record` wrote. */
export const recordedTexts: RecordedTexts = data
