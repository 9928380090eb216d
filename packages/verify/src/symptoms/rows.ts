import { textsBesideCors } from './beside-cors.ts'
import { chromiumTexts } from './chromium.ts'
import { firefoxTexts } from './firefox.ts'
import { openTexts } from './open-texts.ts'
import { safariTexts } from './safari.ts'
import type { Symptom } from './types.ts'

/**
 * Every text about a failed request, with its causes and the section of docs/troubleshooting.md. Of two rows
 * that match the same part of a text, the first counts.
 */
export const symptoms: readonly Symptom[] = [
  ...chromiumTexts,
  ...firefoxTexts,
  ...safariTexts,
  ...textsBesideCors,
  ...openTexts,
]
