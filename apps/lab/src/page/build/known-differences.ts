import { corsUnsafeHeaderNames } from 'cors-verify/decide'
import { valueOf } from '../reading/lines.ts'
import { joined, type Configuration } from './configuration.ts'

/** Headers for which Chromium sends no preflight: it sets them itself, or they are client hints. */
const clientHints = ['device-memory', 'dpr', 'save-data', 'user-agent', 'viewport-width'] as const

const uint64Limit = 2n ** 64n

/**
 * Returns the known differences between browsers and the standard for a configuration, a text for each. They
 * were observed in Chromium 156 and Firefox 153. The prediction follows the standard.
 */
export function knownDifferences({ requestHeaders, preflight, actual }: Configuration): string[] {
  const request = joined(requestHeaders)
  const found: string[] = []
  const hints = clientHints.filter((name) => valueOf(request, name) !== undefined)
  if (hints.length > 0)
    found.push(
      `The prediction includes a preflight for ${hints.join(', ')}, as in the standard and in Firefox. Chromium sends none for client hints, Save-Data and User-Agent.`,
    )
  if (isBeyond64Bits(valueOf(request, 'range')))
    found.push(
      'The standard sends no preflight for this Range. Chromium and Firefox send one: a position is beyond 64 bits.',
    )
  if (/^-\d+$/.test(valueOf(preflight.headers, 'access-control-max-age') ?? ''))
    found.push(
      'By the standard a negative Access-Control-Max-Age, −0 too, counts as absent: 5 seconds. Chromium reads 0 and does not cache the preflight.',
    )
  if (actual.status === 407)
    found.push(
      'Chromium fails a 407 that does not come from a proxy (net::ERR_UNEXPECTED_PROXY_AUTH). Firefox returns it to the page.',
    )
  if (valueOf(actual.headers, 'clear-site-data') !== undefined)
    found.push(
      'Chromium does not show Clear-Site-Data to JavaScript, exposed or not. Firefox does, as in the standard.',
    )
  return found
}

function isBeyond64Bits(range: string | undefined): boolean {
  if (range === undefined || corsUnsafeHeaderNames([['Range', range]]).length > 0) return false
  return (range.match(/\d+/g) ?? []).some((digits) => BigInt(digits) >= uint64Limit)
}
