import { verify } from 'cors-verify'
import { startTlsFront } from 'cors-verify/browser'
import { defaultOptions, servers, target } from 'cors-verify/servers'
import type { ScenarioServer } from '../src/shared/types.ts'

/** The limit of a run: a rate limiter makes the checks wait, and the first responses show the cause. */
const runTimeoutSeconds = 20

/**
 * Returns the ids of the causes of a server: those that the tests of cors-verify expect, or, for a server of
 * the lab itself, those that cors-verify finds.
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
