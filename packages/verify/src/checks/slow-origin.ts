import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'

/** How much longer than usual counts as slow: above network jitter, and too short to harm a server. */
const slowMs = 150

/**
 * Lengths of the origins that are tried. A backtracking pattern takes about twice as long for each
 * character: with these steps the first origin above `noticeableMs` takes three seconds at most.
 */
const lengths = { first: 16, last: 40, step: 7, shortStep: 2 }

/** Milliseconds above the usual time from which `shortStep` is used. */
const noticeableMs = 20

/** Minimum ratio to the time of an ordinary origin, in addition to `slowMs`: a busy network slows both. */
const slowFactor = 2

/** The longest `Origin` that fits beside other headers in what Node accepts. */
const longest = 8_000

/** The time of the origin check does not depend on the value of `Origin`. */
export const slowOrigin: Check = {
  id: 'slow-origin',
  title: 'time of the origin check',
  toleratesInconsistency: true,
  async run(observer) {
    const [main] = observer.plan.needs
    if (!main) return { findings: [] }
    const need = { ...main, headers: [] }
    // In the cache: another check sent it, at the same time as other requests, so it was not faster than usual.
    const { response } = await observer.actual(unlistedOrigin, need)
    const usual = response?.milliseconds ?? 0
    const exponential = await backtracking(observer, need, usual)
    const slow = exponential ?? (await long(observer, need, usual))
    if (!slow) return { findings: [] }
    const { exchange, length } = slow
    const growth = exponential
      ? 'Each further character multiplies the time: one request can block the server for minutes.'
      : 'Such requests in a row keep the server busy.'
    return {
      findings: [
        {
          code: 'slow-origin-check',
          severity: 'weak',
          observed: `An Origin of ${length} characters takes ${Math.round(exchange.response?.milliseconds ?? 0)} ms, an ordinary one ${Math.round(usual)} ms. ${growth}`,
          expected:
            'Compare with a list of whole origins, or with a pattern that needs no backtracking.',
          evidence: [evidenceOf(exchange)],
        },
      ],
    }
  },
}

/** How often an origin must be slow, with ordinary ones in between that are not. */
const confirmations = 5

/** An origin that is slow each time. */
interface Slow {
  exchange: Exchange
  length: number
}

/** Nested quantifiers: `([a-z0-9]+-?)+`, with an end that does not match. */
async function backtracking(
  observer: Observer,
  need: Need,
  usual: number,
): Promise<Slow | undefined> {
  let length = lengths.first
  while (length <= lengths.last) {
    const tried = await slowEachTime(observer, need, `https://${'a'.repeat(length)}!`, usual)
    if (tried.slow) return tried.slow
    length += tried.ms > usual + noticeableMs ? lengths.shortStep : lengths.step
  }
  return undefined
}

/** Patterns whose time grows with the square of the length. */
async function long(observer: Observer, need: Need, usual: number): Promise<Slow | undefined> {
  const origin = `https://${'a.'.repeat(longest / 2)}!`
  return (await slowEachTime(observer, need, origin, usual)).slow
}

/**
 * Repeats a request with a slow origin, with ordinary origins in between.
 *
 * @returns `slow` if each repetition is slow and no ordinary one is; the milliseconds of the fastest repetition
 */
async function slowEachTime(
  observer: Observer,
  need: Need,
  origin: string,
  usual: number,
): Promise<{ slow?: Slow; ms: number }> {
  const time = async () => {
    const exchange = await observer.actual(origin, need, { fresh: true })
    return { exchange, ms: exchange.response?.milliseconds ?? 0 }
  }
  const isSlow = (ms: number, ordinary: number) =>
    ms > ordinary + slowMs && ms > ordinary * slowFactor
  let last: Exchange | undefined
  let fastest = Infinity
  let slowestOrdinary = usual
  for (let count = 0; count < confirmations; count += 1) {
    const { exchange, ms } = await time()
    fastest = Math.min(fastest, ms)
    if (!isSlow(fastest, slowestOrdinary)) return { ms: fastest }
    slowestOrdinary = Math.max(slowestOrdinary, ...(await ordinaryTimes(observer, need)))
    // Compares the fastest slow-case sample with the slowest baseline sample, to tolerate network jitter.
    if (!isSlow(fastest, slowestOrdinary)) return { ms: fastest }
    last = exchange
  }
  return { ms: fastest, ...(last && { slow: { exchange: last, length: origin.length } }) }
}

/** Milliseconds of three requests with an ordinary origin. */
async function ordinaryTimes(observer: Observer, need: Need): Promise<number[]> {
  const times: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const exchange = await observer.actual(unlistedOrigin, need, { fresh: true })
    times.push(exchange.response?.milliseconds ?? 0)
  }
  return times
}
