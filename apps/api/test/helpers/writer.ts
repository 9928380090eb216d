import { web, type ApiProcess } from './deployment.ts'
import type { Random } from './fuzz/random.ts'
import { bytesOf, json, Wire, type WireResponse } from './wire.ts'

/** An item as the API has acknowledged it. */
export interface AcknowledgedItem {
  id: number
  title: string
  done: boolean
  version: number
}

/** A write without a response: it was made completely, or not at all. */
export interface PendingWrite {
  /** Undefined for a new item, whose id is in the missing response. */
  before?: AcknowledgedItem
  /** Undefined for a deletion. */
  after?: Omit<AcknowledgedItem, 'id'>
}

/** Sends one write after the other on one connection, and records what was acknowledged. */
export class Writer {
  readonly items = new Map<number, AcknowledgedItem>()
  readonly deleted = new Set<number>()
  pending: PendingWrite | undefined
  #count = 0
  readonly #api: ApiProcess
  readonly #name: string
  readonly #random: Random

  constructor(api: ApiProcess, name: string, random: Random) {
    this.#api = api
    this.#name = name
    this.#random = random
  }

  /** @returns when the server has ended */
  async run(onAcknowledged: () => void): Promise<void> {
    const wire = await Wire.open(this.#api.port)
    while (await this.#write(wire)) onAcknowledged()
    wire.close()
  }

  /** @returns false if there was no response */
  async #write(wire: Wire): Promise<boolean> {
    const { chance, pick } = this.#random
    const title = `${this.#name} ${this.#count++}`
    const items = [...this.items.values()]
    if (items.length === 0 || chance(0.4)) {
      const after = { title, done: false, version: 1 }
      const response = await this.#send(wire, 'POST /api/items', { title }, { after })
      if (response) this.#record((JSON.parse(response.body) as AcknowledgedItem).id, after)
      return response !== undefined
    }

    const before = pick(items)
    const path = `/api/items/${before.id}`
    if (chance(0.3)) {
      const response = await this.#send(wire, `DELETE ${path}`, {}, { before })
      if (response) {
        this.items.delete(before.id)
        this.deleted.add(before.id)
      }
      return response !== undefined
    }
    // Both change each time, so that a partial write differs from every version.
    const after = { title, done: !before.done, version: before.version + 1 }
    const patch = { title, done: after.done }
    const response = await this.#send(wire, `PATCH ${path}`, patch, { before, after })
    if (response) this.#record(before.id, after)
    return response !== undefined
  }

  #record(id: number, after: Omit<AcknowledgedItem, 'id'>): void {
    this.items.set(id, { id, ...after })
  }

  async #send(
    wire: Wire,
    request: string,
    body: object,
    pending: PendingWrite,
  ): Promise<WireResponse | undefined> {
    this.pending = pending
    const version = pending.before?.version
    const lines = [
      ...json(web, this.#api.cookie),
      ...(version === undefined ? [] : [['If-Match', `"${version}"`] as const]),
    ]
    wire.write(bytesOf(request, lines, JSON.stringify(body)))
    const response = await wire.response().catch(() => undefined)
    if (response === undefined) return undefined
    if (response.status >= 300) throw new Error(`${request}: ${response.status} ${response.body}`)
    this.pending = undefined
    return response
  }
}
