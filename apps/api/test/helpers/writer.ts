import { page, type Production } from './production.ts'
import type { Random } from './fuzz/random.ts'
import { bytesOf, json, Wire, type Answer } from './wire.ts'

/** What the API has acknowledged of an item. */
export interface Known {
  id: number
  title: string
  done: boolean
  version: number
}

/** A write that was sent and has had no answer: it may have happened, as a whole, or not. */
export interface Doubt {
  /** Undefined for a new item, whose id only the answer would have told. */
  before?: Known
  /** Undefined for one that is to be deleted. */
  after?: Omit<Known, 'id'>
}

/** Writes one after the other on a connection of its own, and remembers what was acknowledged. */
export class Writer {
  readonly items = new Map<number, Known>()
  readonly deleted = new Set<number>()
  doubt: Doubt | undefined
  #count = 0
  readonly #api: Production
  readonly #name: string
  readonly #random: Random

  constructor(api: Production, name: string, random: Random) {
    this.#api = api
    this.#name = name
    this.#random = random
  }

  /** @returns when the server is gone */
  async run(acknowledged: () => void): Promise<void> {
    const wire = await Wire.open(this.#api.port)
    while (await this.#write(wire)) acknowledged()
    wire.close()
  }

  /** @returns false if there was no answer */
  async #write(wire: Wire): Promise<boolean> {
    const { chance, pick } = this.#random
    const title = `${this.#name} ${this.#count++}`
    const known = [...this.items.values()]
    if (known.length === 0 || chance(0.4)) {
      const after = { title, done: false, version: 1 }
      const answer = await this.#ask(wire, 'POST /api/items', { title }, { after })
      if (answer) this.#learn((JSON.parse(answer.body) as Known).id, after)
      return answer !== undefined
    }

    const before = pick(known)
    const path = `/api/items/${before.id}`
    if (chance(0.3)) {
      const answer = await this.#ask(wire, `DELETE ${path}`, {}, { before })
      if (answer) {
        this.items.delete(before.id)
        this.deleted.add(before.id)
      }
      return answer !== undefined
    }
    // Both change each time: half of it looks like nothing else.
    const after = { title, done: !before.done, version: before.version + 1 }
    const patch = { title, done: after.done }
    const answer = await this.#ask(wire, `PATCH ${path}`, patch, { before, after })
    if (answer) this.#learn(before.id, after)
    return answer !== undefined
  }

  #learn(id: number, after: Omit<Known, 'id'>): void {
    this.items.set(id, { id, ...after })
  }

  async #ask(wire: Wire, request: string, body: object, doubt: Doubt): Promise<Answer | undefined> {
    this.doubt = doubt
    const version = doubt.before?.version
    const lines = [
      ...json(page, this.#api.cookie),
      ...(version === undefined ? [] : [['If-Match', `"${version}"`] as const]),
    ]
    wire.write(bytesOf(request, lines, JSON.stringify(body)))
    const answer = await wire.answer().catch(() => undefined)
    if (answer === undefined) return undefined
    if (answer.status >= 300) throw new Error(`${request} answered ${answer.status} ${answer.body}`)
    this.doubt = undefined
    return answer
  }
}
