import type { Conversation, Violation } from './converse.ts'
import { expected } from './oracle.ts'

/**
 * Searches the shortest conversation that breaks the same rule.
 *
 * @param fails sends a conversation, and returns the rules that it breaks
 */
export async function shrink(
  conversation: Conversation,
  { rule }: Violation,
  fails: (smaller: Conversation) => Promise<readonly Violation[]>,
): Promise<Conversation> {
  let smallest = conversation
  const giveUp = Date.now() + 45_000
  for (let found = true; found;) {
    found = false
    for (const smaller of smallerThan(smallest)) {
      if (!sameKinds(smaller, smallest)) continue
      if (Date.now() > giveUp) return smallest
      const violations = await fails(smaller)
      if (!violations.some((each) => each.rule === rule)) continue
      smallest = smaller
      found = true
      break
    }
  }
  return smallest
}

/** Fewer requests first, then fewer header lines, then shorter lines. */
function* smallerThan(conversation: Conversation): Generator<Conversation> {
  const { requests, pieces } = conversation
  const withRequests = (smaller: string[]) => ({ ...conversation, requests: smaller })
  if (pieces.length > 0) yield { ...conversation, pieces: [] }
  if (requests.length > 1) {
    for (const request of requests) yield withRequests([request])
    const middle = Math.ceil(requests.length / 2)
    yield withRequests(requests.slice(middle))
    yield withRequests(requests.slice(0, middle))
    for (const [index] of requests.entries()) yield withRequests(requests.toSpliced(index, 1))
  }
  for (const [index, request] of requests.entries()) {
    for (const shorter of shorterThan(request)) {
      yield withRequests(requests.with(index, shorter))
    }
  }
}

function* shorterThan(request: string): Generator<string> {
  const end = request.indexOf('\r\n\r\n')
  const [first = '', ...lines] = request.slice(0, end).split('\r\n')
  const body = request.slice(end)
  const withLines = (some: string[]) => [first, ...some].join('\r\n') + body
  if (end < 0) return
  if (first.length > 60) yield first.slice(0, 20) + request.slice(20 + first.length / 2)
  for (const [index, line] of lines.entries()) {
    yield withLines(lines.toSpliced(index, 1))
    const cut = line.slice(0, 40) + line.slice(40 + line.length / 2)
    if (line.length > 60) yield withLines(lines.with(index, cut))
  }
}

/** A shorter request that is invalid in another way would be another finding. */
function sameKinds(smaller: Conversation, larger: Conversation): boolean {
  const kinds = ({ requests }: Conversation) => requests.map((bytes) => expected(bytes, '').kind)
  const known = new Set(kinds(larger))
  return kinds(smaller).every((kind) => known.has(kind))
}
