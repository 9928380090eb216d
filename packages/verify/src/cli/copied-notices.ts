import { printable } from '../formats/printable.ts'
import { redactUrls } from '../http/redact.ts'
import type { Copied } from './read-copied.ts'

/**
 * Returns lines for standard error that list the parts of a copied request that the run uses. Of headers and
 * cookies only the names, which are not secret.
 */
export function copiedNotices({ flag, options: copied }: Copied): string {
  if (copied === undefined) return ''
  const { target, options, notes } = copied
  const { methods = [], origins = [], requestHeaders = [], cookies = {} } = options
  const names = requestHeaders.map((header) => header.replace(/:.*$/s, ''))
  const taken = [
    `${methods.join()} ${target}`,
    ...(origins.length > 0 ? [`from ${origins.join()}`] : []),
    ...(names.length > 0 ? [`with ${names.join(', ')}`] : []),
    ...(Object.keys(cookies).length > 0 ? [`and cookies ${Object.keys(cookies).join(', ')}`] : []),
  ]
  return [`${taken.join(' ')}. Bodies are not sent.`, ...notes]
    .map((line) => `cors-verify: ${flag}: ${redactUrls(printable(line))}\n`)
    .join('')
}
