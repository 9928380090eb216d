import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Setup } from './_serve.ts'

/**
 * The session check of the peers, which have no database: a signed cookie, and a look-up in a Map.
 * Written out and cheap on purpose, so that a peer is never slow because of it.
 *
 * @returns the user of a `Cookie` header, undefined without a valid session
 */
export function sessionIn({ cookie, cookieSecret }: Setup) {
  const name = cookie.slice(0, cookie.indexOf('=') + 1)
  const [id] = signedIn(decodeURIComponent(cookie.slice(name.length)))
  const users = new Map([[id, { name: 'demo' }]])

  return (header: string | undefined): { name: string } | undefined => {
    const pair = header?.split('; ').find((each) => each.startsWith(name))
    if (pair === undefined) return undefined
    const [value, signature] = signedIn(decodeURIComponent(pair.slice(name.length)))
    const expected = createHmac('sha256', cookieSecret).update(value).digest()
    const given = Buffer.from(signature, 'base64')
    const valid = given.length === expected.length && timingSafeEqual(given, expected)
    return valid ? users.get(value) : undefined
  }
}

function signedIn(value: string): [value: string, signature: string] {
  const dot = value.lastIndexOf('.')
  return [value.slice(0, dot), value.slice(dot + 1)]
}
