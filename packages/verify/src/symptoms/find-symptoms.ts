import { parseUrl } from '../parse-url.ts'
import { compile, plain } from './pattern.ts'
import { frames } from './frames.ts'
import { symptoms } from './rows.ts'
import type { Diagnosis, FoundSymptom, Symptom, SymptomFields } from './types.ts'

/** Characters of a text that are read: a console prints fewer about one request. */
const longestText = 20_000

/** Minimum length of a part of a row: shorter texts match by chance. */
const shortestPart = 12

const rows = symptoms.map((symptom) => {
  const frame = Object.values(frames).find((start) => symptom.pattern.startsWith(start))
  const reason = symptom.pattern.slice(frame?.length ?? 0)
  // The whole line, or only the reason, which users often copy.
  const patterns = frame === undefined ? [reason] : [symptom.pattern, reason]
  return { symptom, reason: plain(reason), expressions: patterns.map(compile) }
})

const frameExpressions = Object.values(frames).map((frame) => compile(frame))

/**
 * Finds the texts of browsers and libraries in a text that was copied from a console.
 *
 * @returns the rows that match, and the properties of the request that the text contains. Rows that leave
 *   the cause open are left out if another row names the cause.
 */
export function findSymptoms(copied: string): {
  found: readonly FoundSymptom[]
  fields: SymptomFields
} {
  const text = plain(copied.slice(0, longestText))
  const whole = rows.flatMap((row) => find(row.symptom, row.expressions, text))
  const hits = dropCovered(whole.length > 0 ? whole : findPart(text))
  const fields = readFields([
    ...hits.map(({ groups }) => groups),
    // The beginning of a line has the fields even if the table does not have its reason.
    ...frameExpressions.map((frame) => frame.exec(text)?.groups),
  ])
  const found = hits.map(({ symptom, start, end, isPart }) => ({
    symptom,
    text: text.slice(start, end),
    ...(isPart && { isPart }),
    ...diagnose(symptom, fields.status),
  }))
  const conclusive = found.filter(({ symptom }) => symptom.copyInstead === undefined)
  return { found: conclusive.length > 0 ? conclusive : found, fields }
}

type Groups = Readonly<Record<string, string | undefined>>

interface Hit {
  symptom: Symptom
  start: number
  end: number
  groups: Groups | undefined
  isPart?: true
}

function find(symptom: Symptom, expressions: readonly RegExp[], text: string): Hit[] {
  for (const expression of expressions) {
    const match = expression.exec(text)
    if (match === null) continue
    const { index, groups } = match
    return [{ symptom, start: index, end: index + match[0].length, groups }]
  }
  return []
}

/** Finds the row with the shortest reason that contains the text. */
function findPart(text: string): Hit[] {
  if (text.length < shortestPart) return []
  const [row] = rows
    .filter(({ reason }) => reason.includes(text))
    .sort((a, b) => a.reason.length - b.reason.length)
  return row === undefined
    ? []
    : [{ symptom: row.symptom, start: 0, end: text.length, groups: undefined, isPart: true }]
}

/** Drops hits that are part of a longer hit; of equal hits, the first row stays. */
function dropCovered(hits: readonly Hit[]): Hit[] {
  const longestFirst = [...hits].sort((a, b) => b.end - b.start - (a.end - a.start))
  const longest: Hit[] = []
  for (const hit of longestFirst) {
    const isCovered = longest.some(({ start, end }) => start <= hit.start && hit.end <= end)
    if (!isCovered) longest.push(hit)
  }
  return longest.sort((a, b) => a.start - b.start)
}

function readFields(all: readonly (Groups | undefined)[]): SymptomFields {
  const first = (name: string) => all.find((groups) => groups?.[name] !== undefined)?.[name]
  const [page, status] = [first('page'), first('status')]
  const fields = {
    url: first('url'),
    redirectedFrom: first('redirectedFrom'),
    origin: first('origin') ?? originOf(page),
    method: first('method'),
    header: first('header'),
    status: status === undefined ? undefined : Number(status),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function originOf(page: string | undefined): string | undefined {
  return page === undefined ? undefined : parseUrl(page)?.origin
}

function diagnose(symptom: Symptom, status = 0): Diagnosis {
  const special = symptom.byStatus?.find(({ from, to }) => from <= status && status <= to)
  const { causes, code, meaning, anchor } = special ?? symptom
  return { causes, ...(code && { code }), meaning, anchor }
}
