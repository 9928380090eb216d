/* global URL, fetch, location */

/** Where the API is, for the pages of the bench. */
export const api = new URL(location.href).searchParams.get('api')

/** Calls the API as the app's client does. */
export async function call(method, path, body, headers = {}) {
  const response = await fetch(api + path, {
    method,
    credentials: 'include',
    // With If-Match, fetch's default mode would skip the preflight cache.
    ...(headers['If-Match'] ? { cache: 'force-cache' } : {}),
    headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  // In a repetition the items are gone; a preflight comes first either way.
  if (!response.ok && response.status !== 404)
    throw new Error(`${method} ${path} returned ${response.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Tells the bench how a page's work ended. */
export async function report(work) {
  const outcome = await work().catch((error) => ({ error: String(error) }))
  await fetch('/done', { method: 'POST', body: JSON.stringify(outcome) })
}
