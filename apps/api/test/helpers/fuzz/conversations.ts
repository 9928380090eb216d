import type { Conversation } from './converse.ts'
import { invalidRequest } from './invalid-requests.ts'
import { expected } from './oracle.ts'
import { randomOf, type Random } from './random.ts'
import { validRequest } from './valid-requests.ts'

const stream = 'GET /api/events HTTP/1.1\r\nHost: localhost\r\nOrigin: https://app.acme.dev\r\n\r\n'
/** The maximum number of bytes that the loopback interface delivers at once. */
const onePacket = 50_000

/**
 * Returns the conversation with this number: the same for the same seed.
 *
 * @param cookie of a session
 */
export function conversationOf(seed: number, number: number, cookie: string): Conversation {
  const random = randomOf(seed, number)
  const isInvalid = random.chance(0.15)
  const requests: string[] = []
  for (let count = random.whole(isInvalid ? 0 : 1, isInvalid ? 3 : 24); count > 0; count--) {
    const request = random.chance(0.002)
      ? stream
      : unambiguousRequest(() => validRequest(random, cookie))
    const { ends, streams, kind } = expected(request, cookie)
    // Its Origin is read from the packet in which it fails: send it alone, in one packet.
    if (kind === 'huge head')
      return { requests: [request], pieces: [], halfCloses: false, isSlow: false }
    if (isInvalid && (ends || streams)) continue
    // Node closes the connection after the response, which resets it while the body still arrives.
    // fetch cannot send `Connection: close`.
    if (ends && request.length > onePacket) continue
    requests.push(request)
    if (ends || streams) break
  }
  if (!isInvalid) return { requests, pieces: piecesOf(random), halfCloses: false, isSlow: false }

  const invalid = unambiguousRequest(() => invalidRequest(random))
  const fits = requests.join('').length + invalid.length < onePacket
  // Node closes the connection at CONNECT, also during other requests. fetch cannot send it.
  const isAlone = !fits || expected(invalid, '').statuses.length === 0
  const halfCloses = random.chance(0.98)
  return {
    requests: isAlone ? [invalid] : [...requests, invalid],
    pieces: [],
    // Without a half-close the server waits for the rest, until its time-out after 10 s.
    halfCloses,
    isSlow: !halfCloses,
  }
}

function unambiguousRequest(make: () => string): string {
  for (;;) {
    const request = make()
    if (expected(request, '').kind !== 'ambiguous') return request
  }
}

function piecesOf(random: Random): number[] {
  return random.pick([[], [random.whole(1, 5000)], [7, random.whole(100, 9000)]])
}
