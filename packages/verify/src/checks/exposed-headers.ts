import type { Check, CheckFinding } from '../check.ts'
import { valueOf } from '../http/header-lines.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observation } from '../observe.ts'
import { quote } from '../cors-failure.ts'
import type { Skipped } from '../report.ts'

/** Response headers that pages of many APIs read. */
const usual = [
  'content-disposition',
  'content-range',
  'etag',
  'link',
  'location',
  'ratelimit',
  'retry-after',
  'x-ratelimit-remaining',
  'x-request-id',
  'x-total-count',
]

/** The page can read the response headers it needs. */
export const exposedHeaders: Check = {
  id: 'exposed-headers',
  title: 'the headers that JavaScript can read',
  async run({ plan, fetchAs }) {
    const sentNeeds = plan.needs.filter(({ method }) => plan.allowWrites || !isUnsafe(method))
    const observations = await Promise.all(
      plan.origins.flatMap((origin) => sentNeeds.map((need) => fetchAs(origin, need))),
    )
    const readable = observations.filter(({ decision }) => decision?.allowed)

    const findings: CheckFinding[] = []
    const skipped: Skipped[] = []
    const wanted = plan.exposedHeaders
    const named = hidden(readable, wanted)
    if (named) findings.push({ ...named, severity: 'broken' })
    for (const name of wanted)
      if (readable.length > 0 && !readable.some((observation) => sends(observation, name)))
        skipped.push({
          check: `header ${name}`,
          reason: 'No response has this header, so it is unknown whether a page could read it.',
        })
    const others = hidden(
      readable,
      usual.filter((name) => !wanted.includes(name)),
    )
    if (others) findings.push({ ...others, severity: 'info' })
    return { findings, skipped }
  },
}

/** Finds headers of the responses that JavaScript cannot read. */
function hidden(
  observations: readonly Observation[],
  names: readonly string[],
): Omit<CheckFinding, 'severity'> | undefined {
  const found = observations.flatMap((observation) => {
    const visible = observation.decision?.allowed ? observation.decision.headers : []
    const unseen = names.filter((name) => sends(observation, name) && !visible.includes(name))
    return unseen.length === 0 ? [] : [{ observation, unseen }]
  })
  const [first] = found
  const actual = first?.observation.actual
  if (!first || !actual?.response) return undefined
  const { need } = first.observation
  const list = valueOf(actual.response.headers, 'access-control-expose-headers')
  const hiddenNames = [...new Set(found.flatMap(({ unseen }) => unseen))]
  const all = hiddenNames.join(', ')
  return {
    code: 'header-not-exposed',
    observed: `${need.method} ${need.url} returns ${all}, and ${
      list === undefined
        ? 'no Access-Control-Expose-Headers'
        : `Access-Control-Expose-Headers: ${quote(list)}`
    }, so \`headers.get('${first.unseen[0] ?? ''}')\` is null.`,
    expected: `Access-Control-Expose-Headers names ${all}.`,
    about: { exposed: hiddenNames },
    evidence: [{ ...evidenceOf(actual), about: hiddenNames }],
  }
}

function sends({ actual }: Observation, name: string): boolean {
  return valueOf(actual?.response?.headers ?? [], name) !== undefined
}
