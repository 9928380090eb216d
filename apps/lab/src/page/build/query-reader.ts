/** The number of ignored parts that are named; of the others there is a count. */
const maximumNamed = 5

/** Reads the query of a shared link, which is untrusted, and collects its parts that cannot be used. */
export interface QueryReader {
  /** Returns the first value of a name, or `otherwise`. @param why the reason if `parse` returns undefined */
  one: <T>(name: string, otherwise: T, parse: (value: string) => T | undefined, why: string) => T
  /** Returns the first `max` values of a name, without those for which `parse` returns undefined. */
  all: <T>(name: string, max: number, parse: (value: string) => T | undefined, why: string) => T[]
  /** Returns the ignored parts, each with the reason. Call it last: names that were not read are ignored too. */
  ignored: () => string[]
}

/** Creates a reader of a query. @param text the query, without `?` */
export function readQuery(text: string): QueryReader {
  const query = new URLSearchParams(text)
  const read = new Set<string>()
  const ignored: string[] = []
  const ignore = (what: string, why: string) => void ignored.push(`${shown(what)} ${why}`)

  const all: QueryReader['all'] = (name, max, parse, why) => {
    read.add(name)
    const given = query.getAll(name)
    const used = max === 1 ? 'one is' : `${max} are`
    if (given.length > max) ignore(name, `occurs ${given.length} times: the first ${used} used`)
    return given.slice(0, max).flatMap((value) => {
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
        if (!read.has(name)) ignore(name, 'is not a part of a configuration')
      const further = ignored.length - maximumNamed
      return [...ignored.slice(0, maximumNamed), ...(further > 0 ? [`${further} further`] : [])]
    },
  }
}

function shown(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`
}
