import type { Check } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'

/** More than a network's mood, and less than what harms a server. */
const slowMs = 150

/**
 * Lengths of the origins that are tried. A backtracking pattern takes about twice as long for each
 * character: with these steps the first origin that is noticed takes three seconds at most.
 */
const lengths = { first: 16, last: 40, step: 7, shortStep: 2 }

/** Milliseconds above the usual time from which the steps are short. */
const noticeableMs = 20

/** How much slower than an ordinary one, beside the limit: a busy network slows both. */
const slowFactor = 2

/** The longest `Origin` that fits beside other headers in what Node accepts. */
const longest = 8_000

/** Deciding about an origin takes no time, however the origin is made. */
export const slowOrigin: Check = {
  id: 'slow-origin',
  title: 'time of the origin check',
  toleratesInconsistency: true,
  async run(observer) {
    const [main] = observer.plan.needs
    if (!main) return { findings: [] }
    const need = { ...main, headers: [] }
    // One of the other checks has sent it, beside other requests: it took no less than usual.
    const { response } = await observer.actual(unlistedOrigin, need)
    const usual = response?.milliseconds ?? 0
    const slow = (await backtracking(observer, need, usual)) ?? (await long(observer, need, usual))
    if (!slow) return { findings: [] }
    const { exchange, length } = slow
    return {
      findings: [
        {
          code: 'slow-origin-check',
          severity: 'weak',
          observed: `An Origin of ${length} characters takes ${Math.round(exchange.response?.milliseconds ?? 0)} ms, an ordinary one ${Math.round(usual)} ms. Each character more multiplies that: one request can hold the server for minutes.`,
          expected:
            'Compare with a list of whole origins, or with a pattern that needs no backtracking',
          evidence: [evidenceOf(exchange)],
        },
      ],
    }
  },
}

/** How often an origin must be slow, with ordinary ones in between that are not. */
const confirmations = 5

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

/** Work that grows with the square of the length. */
async function long(observer: Observer, need: Need, usual: number): Promise<Slow | undefined> {
  return (await slowEachTime(observer, need, `https://${'a.'.repeat(longest / 2)}!`, usual)).slow
}

/**
 * Slow again and again, and ordinary origins in between are not: then it is the origin.
 *
 * @returns also the milliseconds of the fastest try
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

/** Milliseconds of three requests with an origin like any other. */
async function ordinaryTimes(observer: Observer, need: Need): Promise<number[]> {
  const times: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const exchange = await observer.actual(unlistedOrigin, need, { fresh: true })
    times.push(exchange.response?.milliseconds ?? 0)
  }
  return times
}
