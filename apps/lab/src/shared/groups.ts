/**
 * The groups of the gallery, in its order. A group is what the reader sees: the text that a browser prints, or
 * what the page gets. Its id is part of a link.
 */
export const groups = [
  {
    id: 'no-allow-origin',
    title: "The browser prints: No 'Access-Control-Allow-Origin' header",
  },
  {
    id: 'wrong-allow-origin',
    title: "The browser prints: 'Access-Control-Allow-Origin' has a wrong value",
  },
  { id: 'preflight', title: 'The preflight fails' },
  { id: 'credentials', title: 'A request with credentials is blocked' },
  { id: 'cookies', title: 'Cookies are missing' },
  { id: 'null-header', title: 'A header reads null' },
  { id: 'error-responses', title: 'An error response looks like a CORS error' },
  { id: 'event-streams', title: 'An event stream ends with an error' },
  { id: 'no-header-named', title: 'Blocked, and the console names no CORS header' },
  { id: 'readable-by-others', title: 'Works, but other origins can read the response' },
  { id: 'requests-by-others', title: 'Works, but other origins can send requests' },
  { id: 'many-preflights', title: 'Works, but sends more preflights than it needs' },
  { id: 'right', title: 'Works, and nothing is wrong' },
] as const

export type Group = (typeof groups)[number]['id']

/** Returns the title of a group. */
export function titleOfGroup(group: Group): string {
  return groups.find(({ id }) => id === group)?.title ?? group
}
