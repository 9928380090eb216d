import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { PassThrough, type Readable } from 'node:stream'
import type { ItemEvent } from '../schemas.ts'
import type { Store } from '../store/store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    itemEvents: ItemEvents
  }
}

/** Tells every open page that an item has changed. */
export interface ItemEvents {
  /** A new event stream, as bytes; ends when the reader goes or the server closes. */
  open(): Readable
}

/** Proxies cut silent connections after 30 to 60 s. */
const heartbeatEveryMs = 15_000
/** A reader that has stopped reading is dropped before it fills the memory. */
const mostBufferedBytes = 64 * 1024

export default fp(async function itemEvents(app: FastifyInstance, { store }: { store: Store }) {
  const streams = new Set<PassThrough>()
  let closing = false
  const write = (text: string) => {
    for (const stream of streams) {
      if (stream.writableLength > mostBufferedBytes) stream.destroy()
      else stream.write(text)
    }
  }
  const end = () => {
    for (const stream of streams) stream.end()
    streams.clear() // one that is still being read out takes no more
  }

  const unwatch = store.watchItems((change) => {
    // A page reads everything anew when its stream opens again.
    if (change === 'missed') end()
    else write(`event: item\ndata: ${JSON.stringify(change satisfies ItemEvent)}\n\n`)
  })

  app.decorate('itemEvents', {
    open() {
      const stream = new PassThrough()
      streams.add(stream)
      stream.on('close', () => streams.delete(stream))
      stream.write(': open\n\n')
      if (closing) stream.end()
      return stream
    },
  } satisfies ItemEvents)

  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatEveryMs)
  heartbeat.unref()
  // Before the server waits for its connections: an open stream would hold it for ever.
  app.addHook('preClose', async () => {
    unwatch()
    clearInterval(heartbeat)
    closing = true
    end()
  })
})
