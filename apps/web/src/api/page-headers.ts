import { apiOrigin } from './client.ts'

/** `X-Total-Count`: readable because the API exposes it. */
export function totalOf(headers: Headers): number | null {
  const total = headers.get('X-Total-Count')
  return total === null ? null : Number(total)
}

/** The `after` of `Link: <…?limit=10&after=57>; rel="next"`. */
export function nextCursorOf(headers: Headers): number | null {
  const target = /<([^>]*)>;\s*rel="next"/.exec(headers.get('Link') ?? '')?.[1]
  const after = target === undefined ? null : new URL(target, apiOrigin).searchParams.get('after')
  return after === null ? null : Number(after)
}
