/** Of what could not be used, so many parts are named. */
const maximumNamed = 5

/** Reads a query that anybody may have written, and says what of it is of no use. */
export interface QueryReader {
  /** The value of a name that stands there once, or `otherwise`. */
  one: <T>(name: string, otherwise: T, parse: (value: string) => T | undefined, why: string) => T
  /** The values of a name that may stand there often. */
  all: <T>(name: string, most: number, parse: (value: string) => T | undefined, why: string) => T[]
  /** What could not be used and why, names that were not asked for too. Ask last. */
  ignored: () => string[]
}

export function readQuery(text: string): QueryReader {
  const query = new URLSearchParams(text)
  const asked = new Set<string>()
  const ignored: string[] = []
  const ignore = (what: string, why: string) => void ignored.push(`${shown(what)} ${why}`)

  const all: QueryReader['all'] = (name, most, parse, why) => {
    asked.add(name)
    const given = query.getAll(name)
    const counted = most === 1 ? 'one counts' : `${most} count`
    if (given.length > most) ignore(name, `is there ${given.length} times: the first ${counted}`)
    return given.slice(0, most).flatMap((value) => {
      const parsed = parse(value)
      if (parsed === undefined) ignore(`${name}=${value}`, why)
      return parsed === undefined ? [] : [parsed]
    })
  }
  return {
    one: (name, otherwise, parse, why) => all(name, 1, parse, why)[0] ?? otherwise,
    all,
    ignored: () => {
      for (const name of new Set(query.keys()))
        if (!asked.has(name)) ignore(name, 'is no part of a configuration')
      const further = ignored.length - maximumNamed
      return [...ignored.slice(0, maximumNamed), ...(further > 0 ? [`${further} further`] : [])]
    },
  }
}

function shown(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`
}
