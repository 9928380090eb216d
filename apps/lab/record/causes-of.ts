import { verify } from 'cors-verify'
import { startTlsFront } from 'cors-verify/browser'
import { defaultOptions, servers, target } from 'cors-verify/servers'
import type { ScenarioServer } from '../src/shared/types.ts'

/** A rate limiter makes the checks wait; the first responses name the cause. */
const runTimeoutSeconds = 20

/**
 * Returns the ids of the causes of a server: those that the tests of cors-verify demand, or those that it
 * names in the lab's own server.
 */
export async function causesOf({ file, listen }: ScenarioServer): Promise<readonly string[]> {
  const known = servers.find((server) => server.file.endsWith(`/${file}`))
  if (known) return [(await known.load()).cause ?? []].flat()
  const running = await listen()
  const front = await startTlsFront(running.port)
  try {
    const { findings } = await verify(target, {
      ...defaultOptions,
      runTimeoutSeconds,
      browser: 'none',
      resolve: { 'api.example.com:443': `127.0.0.1:${front.port}` },
    })
    const named = findings.filter(({ severity }) => severity !== 'info')
    return [
      ...new Set(
        named.flatMap(({ cause, otherCauses = [] }) =>
          cause === undefined ? [] : [cause, ...otherCauses],
        ),
      ),
    ]
  } finally {
    await front.close()
    await running.close()
  }
}
