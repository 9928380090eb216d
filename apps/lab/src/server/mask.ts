import type { Lines } from '../shared/types.ts'

const masked = '***'
/** Bytes that the name and the value of a cookie can have together. Browsers reject longer ones. */
const maxCookieBytes = 4096

/** Returns header lines with the values of cookies and of credentials replaced by `***`. */
export function mask(lines: Lines): Lines {
  return lines.map(([name, value]) => [name, maskValue(name.toLowerCase(), value)])
}

function maskValue(name: string, value: string): string {
  switch (name) {
    case 'cookie':
      return value.split(';').map(maskPair).join(';')
    case 'set-cookie':
    case 'set-cookie2': {
      const [pair = '', ...attributes] = value.split(';')
      return [maskPair(pair), ...attributes].join(';')
    }
    case 'authorization':
    case 'proxy-authorization':
      // A scheme such as Bearer is not secret.
      return /^\S+\s+\S/.test(value) ? value.replace(/^(\S+\s+).*$/, `$1${masked}`) : masked
    default:
      return value
  }
}

/** Masks the value of a `name=value` pair. A cookie without `=` is a value without a name. */
function maskPair(pair: string): string {
  const [, name] = /^([^=]*)=/.exec(pair) ?? []
  if (name === undefined) return pair.replace(/\S.*$/, masked)
  // Browsers reject a cookie that is too long, so its length is not masked.
  const bytes = Buffer.byteLength(pair) - 1
  return bytes <= maxCookieBytes
    ? `${name}=${masked}`
    : `${name}=${'*'.repeat(bytes - Buffer.byteLength(name))}`
}
