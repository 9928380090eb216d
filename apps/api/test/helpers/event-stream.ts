import { web } from './api.ts'
import { bytesOf, Wire, type Lines } from './wire.ts'

/** An event stream whose head has come. */
export async function listen(
  { port }: { port: number },
  lines: Lines = [['Origin', web]],
): Promise<Wire> {
  const wire = await Wire.open(port)
  wire.write(bytesOf('GET /api/events', lines))
  await wire.until((text) => text.includes(': open'))
  return wire
}

/** The events that have come, as their data. */
export function eventsIn(received: string): unknown[] {
  return [...received.matchAll(/event: item\ndata: (.*)\n\n/g)].map(([, data]) => {
    return JSON.parse(data ?? '') as unknown
  })
}
