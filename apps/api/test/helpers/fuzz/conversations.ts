import type { Conversation } from './converse.ts'
import { hopelessRequest } from './hopeless.ts'
import { expected } from './oracle.ts'
import { randomOf, type Random } from './random.ts'
import { validRequest } from './requests.ts'

const stream = 'GET /api/events HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.acme.dev\r\n\r\n'
/** The loopback interface delivers no more than this at once. */
const onePacket = 50_000

/**
 * The conversation of this number: the same for the same seed, whatever happened before.
 *
 * @param cookie of somebody who is signed in
 */
export function conversationOf(seed: number, number: number, cookie: string): Conversation {
  const random = randomOf(seed, number)
  const isHopeless = random.chance(0.15)
  const requests: string[] = []
  for (let count = random.whole(isHopeless ? 0 : 1, isHopeless ? 3 : 24); count > 0; count--) {
    const request = random.chance(0.002) ? stream : clearRequest(() => validRequest(random, cookie))
    const { ends, streams, kind } = expected(request, cookie)
    // Its Origin is read from the packet it fails in: it comes alone and whole.
    if (kind === 'huge head')
      return { requests: [request], pieces: [], halfCloses: false, isSlow: false }
    if (isHopeless && (ends || streams)) continue
    requests.push(request)
    if (ends || streams) break
  }
  if (!isHopeless) return { requests, pieces: piecesOf(random), halfCloses: false, isSlow: false }

  const hopeless = clearRequest(() => hopelessRequest(random))
  const fits = requests.join('').length + hopeless.length < onePacket
  // Node cuts the connection at CONNECT, whatever is under way: no page can send one.
  const isAlone = !fits || expected(hopeless, '').statuses.length === 0
  const halfCloses = random.chance(0.98)
  return {
    requests: isAlone ? [hopeless] : [...requests, hopeless],
    pieces: [],
    // Who does not say that there is nothing more to come is waited for: those take 11 s.
    halfCloses,
    isSlow: !halfCloses,
  }
}

function clearRequest(make: () => string): string {
  for (;;) {
    const request = make()
    if (expected(request, '').kind !== 'unclear') return request
  }
}

function piecesOf(random: Random): number[] {
  return random.pick([[], [random.whole(1, 5000)], [7, random.whole(100, 9000)]])
}
