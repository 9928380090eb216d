import type { Lines } from '../shared/types.ts'

const masked = '***'

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
  return name === undefined ? pair.replace(/\S.*$/, masked) : `${name}=${masked}`
}
