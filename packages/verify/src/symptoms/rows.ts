import { textsBesideCors } from './beside-cors.ts'
import { chromiumTexts } from './chromium.ts'
import { firefoxTexts } from './firefox.ts'
import { openTexts } from './open-texts.ts'
import { safariTexts } from './safari.ts'
import type { Symptom } from './types.ts'

/**
 * All texts about failed requests, with their causes and the section of docs/troubleshooting.md. If two rows
 * match the same part of a text, the first one counts.
 */
export const symptoms: readonly Symptom[] = [
  ...chromiumTexts,
  ...firefoxTexts,
  ...safariTexts,
  ...textsBesideCors,
  ...openTexts,
]
