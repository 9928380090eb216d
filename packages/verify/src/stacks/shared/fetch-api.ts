import { namesOf, someResponse } from './marks.ts'

/** Headers that Node adds after those of the application. */
const ofNode = ['date', 'connection', 'keep-alive', 'transfer-encoding']

/**
 * The habit of servers that build a `Headers` object of the Fetch API (Hono, h3): names in lower case and in
 * alphabetical order, CORS headers among them.
 */
export const fetchApiHabit = someResponse((response) => {
  const names = namesOf(response).filter((name) => !ofNode.includes(name.toLowerCase()))
  const cors = names.filter((name) => name.startsWith('access-control-'))
  const sorted = names.join() === [...names].sort().join()
  const lower = names.every((name) => name === name.toLowerCase())
  // Few names can be in order by chance.
  return names.length > 3 && cors.length > 0 && sorted && lower
    ? 'header names in lower case and in alphabetical order'
    : undefined
}, false)
