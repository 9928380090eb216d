import type { Lines } from '../shared/types.ts'

const masked = '***'
/** Bytes from which browsers reject a cookie for its length. */
const tooLong = 4097

/** Masks the values of cookies and of credentials, and leaves their names. */
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
      // The scheme stays, where there is one.
      return /^\S+\s+\S/.test(value) ? value.replace(/^(\S+\s+).*$/, `$1${masked}`) : masked
    default:
      return value
  }
}

/** A cookie without `=` is all value. */
function maskPair(pair: string): string {
  const [, name] = /^([^=]*)=/.exec(pair) ?? []
  if (name === undefined) return pair.replace(/\S.*$/, masked)
  // The length of one that is too long stays visible: it is why browsers reject it.
  const bytes = Buffer.byteLength(pair) - 1
  return bytes < tooLong
    ? `${name}=${masked}`
    : `${name}=${'*'.repeat(bytes - Buffer.byteLength(name))}`
}
