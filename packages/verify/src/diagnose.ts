import { randomUUID } from 'node:crypto'
import type { Cause, Certainty, Explanation, FailedRequest, Observations } from './cause.ts'
import { causes } from './causes/index.ts'
import { requestKey, type CheckFinding } from './check.ts'
import { codeOf, describeFailure } from './cors-failure.ts'
import { mergeAbout } from './finding-about.ts'
import { evidenceOf } from './http/redact.ts'
import type { Observation, Observer } from './observe.ts'

const ranks: readonly Certainty[] = ['possible', 'likely', 'proven', 'certain']

/** The failed requests that share a cause. */
interface Group {
  /** The finding of the first one. */
  finding: CheckFinding
  /** Their keys. */
  requests: string[]
  /** Names of the others, for the text. */
  also: string[]
}

/** A cause that explains a failed request. */
interface Match {
  cause: Cause
  explanation: Explanation
}

/** Separates observations into allowed and failed ones. Requests that were not sent are in neither list. */
export function observationsOf(observer: Observer, observed: readonly Observation[]): Observations {
  const failed: FailedRequest[] = []
  const allowed: Observation[] = []
  for (const observation of observed) {
    const { decision, preflight, actual, redirectedTo } = observation
    const failure = decision && !decision.allowed ? decision.failure : undefined
    const exchange = failure?.exchange === 'preflight' ? preflight : (actual ?? preflight)
    const noResponse = exchange?.networkError !== undefined
    if (exchange && (failure || noResponse || redirectedTo !== undefined))
      failed.push({ ...observation, exchange, ...(failure && { failure }) })
    else if (decision?.allowed) allowed.push(observation)
  }
  return { observer, allowed, failed, uncached: randomUUID() }
}

/**
 * Finds the cause of each failed request. Requests that fail for one cause are one finding.
 *
 * @returns in the order of the requests
 */
export async function diagnose(observations: Observations): Promise<CheckFinding[]> {
  const groups = new Map<string, Group>()
  for (const failed of observations.failed) {
    const matches = await bestMatches(failed, observations)
    const finding = findingOf(failed, matches)
    const key = [
      finding.code,
      finding.severity,
      ...matches.map(({ cause, explanation }) => `${cause.id} ${explanation.subject ?? ''}`),
    ].join()
    const group = groups.get(key)
    const request = requestKey(failed.origin, failed.need)
    if (!group) groups.set(key, { finding, requests: [request], also: [] })
    else {
      group.requests.push(request)
      group.finding.about = mergeAbout(group.finding.about, finding.about)
      group.also.push(nameOf(failed, observations))
      if (group.finding.evidence.length < 3)
        group.finding.evidence.push(evidenceOf(failed.exchange))
    }
  }
  return [...groups.values()].map(({ finding, requests, also }) => ({
    ...finding,
    requests,
    observed:
      also.length === 0
        ? finding.observed
        : `${finding.observed} The same applies to ${[...new Set(also)].join(', ')}.`,
  }))
}

/** Returns the causes with the highest certainty: one, or several that explain the request equally well. */
async function bestMatches(failed: FailedRequest, observations: Observations): Promise<Match[]> {
  const matches: Match[] = []
  for (const cause of causes) {
    const explanation = await cause.explain(failed, observations)
    if (explanation) matches.push({ cause, explanation })
  }
  const best = Math.max(...matches.map(({ explanation }) => ranks.indexOf(explanation.certainty)))
  return matches.filter(({ explanation }) => ranks.indexOf(explanation.certainty) === best)
}

function findingOf(failed: FailedRequest, matches: readonly Match[]): CheckFinding {
  const { need, failure, origin } = failed
  const [first, ...others] = matches
  const code = first?.explanation.code ?? (failure ? codeOf(failure, origin) : 'not-cors')
  const severity = need.named ? ('broken' as const) : ('info' as const)
  const about = { origins: [origin], ...first?.explanation.about }
  const base = { code, severity, about, evidence: evidenceFor(failed, matches) }
  if (!first)
    return {
      ...base,
      observed: describe(failed),
      expected: `A response with Access-Control-Allow-Origin: ${origin}.`,
    }
  const causeOf = ({ cause: { id } }: Match) => id
  return {
    ...base,
    title: others.length === 0 ? titleOf(first) : matches.map(titleOf).join(', or: '),
    cause: causeOf(first),
    ...(first.explanation.reference !== undefined && { reference: first.explanation.reference }),
    ...(others.length > 0 && { otherCauses: others.map(causeOf) }),
    observed: [describe(failed), ...proofsOf(matches)].join(' '),
    expected:
      others.length === 0
        ? first.explanation.expected
        : matches
            .map(({ explanation }, index) => `For cause ${index + 1}: ${explanation.expected}`)
            .join(' '),
  }
}

/** Returns the proof of each cause. Several causes are numbered, in the order of the title. */
function proofsOf(matches: readonly Match[]): string[] {
  if (matches.length === 1) return matches.map(({ explanation }) => explanation.proof)
  return matches.map(
    (match, index) =>
      `Cause ${index + 1}: ${titleOf(match)}. ${match.explanation.proof} To distinguish: ${match.cause.distinguish}`,
  )
}

function titleOf({ cause, explanation }: Match): string {
  return typeof cause.title === 'string' ? cause.title : cause.title(explanation.subject ?? '')
}

function evidenceFor({ exchange }: FailedRequest, matches: readonly Match[]) {
  const exchanges = matches.flatMap(({ explanation }) => explanation.evidence ?? [])
  return [...new Set([exchange, ...exchanges])].slice(0, 4).map((each) => evidenceOf(each))
}

/** Describes the failed exchange in a sentence. */
function describe({ exchange, failure, need, origin }: FailedRequest): string {
  const { response } = exchange
  const request = `${need.method} ${need.url}`
  if (!failure || !response) return `${request} was sent from ${origin}.`
  const subject =
    failure.exchange === 'preflight'
      ? `The response to the preflight for ${request} from ${origin}`
      : `The response to ${request} from ${origin}`
  const status = failure.reason === 'preflight-status' ? '' : ` (status ${response.status})`
  return `${subject}${status} ${describeFailure(failure)}.`
}

function nameOf({ need, origin }: FailedRequest, { observer: { plan } }: Observations): string {
  const request = `${need.method} ${need.url.replace(plan.url.origin, '')}`
  return plan.origins.length > 1 ? `${request} from ${origin}` : request
}
