import { Client, type ClientConfig } from 'pg'
import type { ItemChange } from './store.ts'

const firstWaitMs = 100
const longestWaitMs = 5_000

/**
 * Hears of every committed change, over a connection of its own. When that is lost it is made
 * anew, and `missed` is announced: what happened in between was told to nobody.
 *
 * @throws if the first connection fails
 */
export async function listen(
  config: ClientConfig,
  announce: (change: ItemChange | 'missed') => void,
): Promise<{ close(): Promise<void> }> {
  let closed = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let client = await connect()

  async function connect(): Promise<Client> {
    const next = new Client(config)
    next.on('error', () => {}) // 'end' follows
    next.on('notification', ({ payload }) => {
      // Without one, so much has changed at once that it is not listed.
      announce(payload ? (JSON.parse(payload) as ItemChange) : 'missed')
    })
    try {
      await next.connect()
      await next.query('listen item_changes')
    } catch (error) {
      void next.end()
      throw error
    }
    next.on('end', () => {
      if (!closed) void reconnect(firstWaitMs)
    })
    return next
  }

  async function reconnect(waitMs: number): Promise<void> {
    try {
      client = await connect()
      if (closed) await client.end()
      else announce('missed')
    } catch {
      const longer = Math.min(waitMs * 2, longestWaitMs)
      if (!closed) retry = setTimeout(() => void reconnect(longer), waitMs)
    }
  }

  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client.end()
    },
  }
}
