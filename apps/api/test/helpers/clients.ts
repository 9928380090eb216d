import { otherPage, page, type Production } from './production.ts'
import { bytesOf, json, preflightLines, values, Wire, type Answer } from './wire.ts'

/** What became of the requests of one connection, in order. */
export interface Account {
  name: string
  /** Each request that was sent whole, with its answer if there was one. */
  sent: { origin: string; isWrite: boolean; answer: Answer | undefined }[]
  /** Versions of its item that were acknowledged, if it writes one. */
  itemId?: number
}

/** A request, and what the client does next when it has the answer. */
type Next = () => { bytes: string; method: string; origin: string; isWrite: boolean }

/**
 * Sends requests until the server says `Connection: close`, or ends the connection: as RFC 9112
 * has it, a client that was told to go sends nothing more.
 *
 * @param depth how many requests it sends before it reads the answers
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export async function hammer(
  api: Production,
  account: Account,
  next: Next,
  depth = 1,
): Promise<Account> {
  const wire = await Wire.open(api.port)
  for (let told = false; !told;) {
    const batch = Array.from({ length: depth }, next)
    if (wire.closed) break
    wire.write(batch.map(({ bytes }) => bytes).join(''))
    for (const { method, origin, isWrite } of batch) {
      const answer = await wire.answer(method).catch(() => undefined)
      account.sent.push({ origin, isWrite, answer })
      told ||= answer === undefined || values(answer, 'connection').includes('close')
    }
  }
  wire.close()
  return account
}

/** Reads, for each allowed page in turn. */
export function reads(): Next {
  let turn = 0
  return () => {
    const origin = turn++ % 2 === 0 ? page : otherPage
    const bytes = bytesOf('GET /api/items?limit=5', [['Origin', origin]])
    return { bytes, method: 'GET', origin, isWrite: false }
  }
}

/** CORS-preflight requests. */
export function preflights(): Next {
  const bytes = bytesOf('OPTIONS /api/items/1', preflightLines(page, 'PATCH', 'if-match'))
  return () => ({ bytes, method: 'OPTIONS', origin: page, isWrite: false })
}

/** Changes one item over and over. */
export function edits({ cookie }: Production, id: number): Next {
  let turn = 0
  return () => {
    const lines = [...json(page, cookie), ['If-Match', '*'] as const]
    const bytes = bytesOf(`PATCH /api/items/${id}`, lines, JSON.stringify({ title: `${turn++}` }))
    return { bytes, method: 'PATCH', origin: page, isWrite: true }
  }
}

/** Edits and reads, mixed. */
export function editsAndReads(api: Production, id: number): Next {
  const edit = edits(api, id)
  const read = reads()
  let turn = 0
  return () => (turn++ % 2 === 0 ? edit() : read())
}
