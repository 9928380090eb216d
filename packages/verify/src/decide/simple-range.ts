const range = /^bytes=([0-9]+)-([0-9]*)$/

/**
 * Whether this is a single range with a start, such as `bytes=0-` or `bytes=100-200`: the only `Range` that needs
 * no preflight. The standard excludes `bytes=-500`, which browsers do not send themselves. It does not limit a
 * position; Chromium 156 and Firefox 153 send a preflight from 2⁶⁴ on.
 *
 * @param value at most 128 characters
 * @see https://fetch.spec.whatwg.org/#simple-range-header-value
 */
export function isSimpleRange(value: string): boolean {
  const [, start, end] = range.exec(value) ?? []
  if (start === undefined || end === undefined) return false
  // BigInt: the number of digits is not limited.
  return end === '' || BigInt(start) <= BigInt(end)
}
