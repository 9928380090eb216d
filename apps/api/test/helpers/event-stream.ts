import { web } from './api.ts'
import { bytesOf, Wire, type Lines } from './wire.ts'

/** Opens an event stream and waits for its headers. */
export async function openEventStream(
  { port }: { port: number },
  lines: Lines = [['Origin', web]],
): Promise<Wire> {
  const wire = await Wire.open(port)
  wire.write(bytesOf('GET /api/events', lines))
  await wire.until((text) => text.includes(': open'))
  return wire
}

/** Returns the data of the received `item` events. */
export function eventsIn(received: string): unknown[] {
  return [...received.matchAll(/event: item\ndata: (.*)\n\n/g)].map(([, data]) => {
    return JSON.parse(data ?? '') as unknown
  })
}
