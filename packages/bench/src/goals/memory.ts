import { requestText, openClient } from '../client.ts'
import { origin } from '../fixture.ts'
import type { Goal } from '../goal.ts'
import { startServer } from '../server-process.ts'

const requests = 200_000
const megabyte = 1024 * 1024

/** Memory that is retained for each request would show: 200,000 of them at 10 bytes are two megabytes. */
export const memory: Goal = {
  id: 'memory',
  title: `Memory is flat over ${requests.toLocaleString('en')} requests`,

  async measure({ file, cookie }) {
    const server = await startServer('ours-signed-in', file, [process.execPath, '--expose-gc'])
    const client = await openClient(
      server.port,
      requestText('/api/items?limit=20', { origin, cookie }),
    )
    await client.ask(20_000)
    const before = await server.usage()
    await client.ask(requests)
    const after = await server.usage()
    client.close()
    await server.stop()
    return [
      {
        what: 'heap after a collection, growth',
        measured: (after.heapBytes - before.heapBytes) / megabyte,
        unit: 'MB',
        atMost: 1,
        gates: true,
      },
      {
        what: 'resident, growth',
        measured: (after.rssBytes - before.rssBytes) / megabyte,
        unit: 'MB',
      },
    ]
  },
}
