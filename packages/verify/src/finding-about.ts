/** The values of a finding that its fix needs. */
export interface FindingAbout {
  /** Origins of allowed pages whose requests fail. */
  origins?: readonly string[]
  /** The method that is not allowed. */
  method?: string
  /** Request headers that are not allowed, in lower case. */
  headers?: readonly string[]
  /** Response headers that are hidden from the page, or should be, in lower case. */
  exposed?: readonly string[]
  /** The finding is about a WebSocket, to which CORS does not apply. */
  webSocket?: true
  /** A cache returned the response. */
  cache?: true
  /** The cookie that browsers do not send back. */
  cookie?: string
}

/** Merges the values of two requests that fail for one cause. */
export function mergeAbout(a: FindingAbout = {}, b: FindingAbout = {}): FindingAbout {
  return {
    ...a,
    ...b,
    ...mergedList('origins', a, b),
    ...mergedList('headers', a, b),
    ...mergedList('exposed', a, b),
  }
}

function mergedList(
  name: 'origins' | 'headers' | 'exposed',
  a: FindingAbout,
  b: FindingAbout,
): FindingAbout {
  const all = [...new Set([...(a[name] ?? []), ...(b[name] ?? [])])]
  return all.length === 0 ? {} : { [name]: all }
}
