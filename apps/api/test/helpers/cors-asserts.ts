import assert from 'node:assert/strict'
import { values, type Answer } from './wire.ts'

/** Headers a page needs beyond the seven safelisted names: the catalogue's S12. */
const needed = ['etag', 'link', 'location', 'retry-after', 'x-request-id', 'x-total-count']

/** S01, S03, S04, S05, S12, S13: the page of this origin can read the answer, whatever its status. */
export function assertReadable(answer: Answer, origin: string): void {
  const where = `${answer.status} ${answer.body.slice(0, 200)}`
  assert.deepEqual(values(answer, 'access-control-allow-origin'), [origin], where)
  assert.deepEqual(values(answer, 'access-control-allow-credentials'), ['true'], where)
  assertVaries(answer)
  const exposed = values(answer, 'access-control-expose-headers')
  assert.equal(exposed.length, 1, where)
  const names = (exposed[0] ?? '').split(',').map((name) => name.trim().toLowerCase())
  assert.deepEqual(names.toSorted(), needed, where)
}

/** S02, S05: nothing allows any page to read the answer, and caches keep it apart. */
export function assertUnreadable(answer: Answer): void {
  const where = `${answer.status} ${answer.body.slice(0, 200)}`
  const cors = answer.lines.filter(([name]) => name.startsWith('access-control-'))
  assert.deepEqual(cors, [], where)
  assertVaries(answer)
}

/** S05: some `Vary` line names Origin, exactly once in all. */
export function assertVaries(answer: Answer): void {
  const members = values(answer, 'vary').flatMap((value) => value.split(','))
  const origins = members.filter((member) => member.trim().toLowerCase() === 'origin')
  assert.equal(origins.length, 1, `${answer.status} has Vary ${JSON.stringify(members)}`)
}
