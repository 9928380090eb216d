import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { PassThrough, type Readable } from 'node:stream'
import type { ItemEvent } from '../schemas/items.ts'

declare module 'fastify' {
  interface FastifyInstance {
    itemEvents: ItemEvents
  }
}

/** Decorator of the app: server-sent events about items. */
export interface ItemEvents {
  /** Opens an event stream. It ends when the client disconnects or the server closes. */
  open(): Readable
}

/** Proxies close connections that are silent for 30 to 60 s. */
const heartbeatMs = 15_000
/** A client that has stopped reading is disconnected before it fills the memory. */
const maxBufferedBytes = 64 * 1024

/** Sends every change of an item to all open event streams. */
export default fp(
  async function itemEvents(app: FastifyInstance) {
    const { itemChanges } = app.database
    const streams = new Set<PassThrough>()
    let closing = false

    const write = (text: string) => {
      for (const stream of streams) {
        if (stream.writableLength > maxBufferedBytes) stream.destroy()
        else stream.write(text)
      }
    }
    const endAll = () => {
      for (const stream of streams) stream.end()
      streams.clear()
    }
    const onChange = (change: ItemEvent) =>
      write(`event: item\ndata: ${JSON.stringify(change)}\n\n`)

    itemChanges.on('change', onChange)
    // Changes were missed: a page fetches the items again when its stream reopens.
    itemChanges.on('missed', endAll)

    app.decorate('itemEvents', {
      open() {
        const stream = new PassThrough()
        streams.add(stream)
        stream.on('close', () => streams.delete(stream))
        stream.write(': open\n\n')
        if (closing) stream.end()
        return stream
      },
    })

    const heartbeat = setInterval(() => write(': heartbeat\n\n'), heartbeatMs)
    heartbeat.unref()
    // The server waits for its connections when it closes, and an open stream would never end.
    app.addHook('preClose', async () => {
      closing = true
      itemChanges.off('change', onChange)
      itemChanges.off('missed', endAll)
      clearInterval(heartbeat)
      endAll()
    })
  },
  { name: 'item-events' },
)
