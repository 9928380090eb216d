import { Client, type ClientConfig } from 'pg'
import { NotifiedItemChanges } from './item-changes.ts'

const firstDelayMs = 100
const maxDelayMs = 5_000

/**
 * Receives notifications over a connection of its own. If the connection is lost, it reconnects with
 * increasing delays and then emits `missed`, because PostgreSQL does not repeat notifications.
 *
 * @throws if the first connection fails
 */
export async function listenForItemChanges(
  config: ClientConfig,
  itemChanges: NotifiedItemChanges,
): Promise<{ close(): Promise<void> }> {
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let client = await connect()

  async function connect(): Promise<Client> {
    const next = new Client(config)
    next.on('error', () => {}) // 'end' follows
    next.on('notification', ({ payload }) => itemChanges.emitNotified(payload))
    try {
      await next.connect()
      await next.query(`listen ${NotifiedItemChanges.channel}`)
    } catch (error) {
      void next.end()
      throw error
    }
    next.on('end', () => {
      if (!closed) void reconnect(firstDelayMs)
    })
    return next
  }

  async function reconnect(delayMs: number): Promise<void> {
    try {
      client = await connect()
      if (closed) await client.end()
      else itemChanges.emit('missed')
    } catch {
      const nextDelayMs = Math.min(delayMs * 2, maxDelayMs)
      if (!closed) timer = setTimeout(() => void reconnect(nextDelayMs), delayMs)
    }
  }

  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client.end()
    },
  }
}
