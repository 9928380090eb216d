import { actionOf, responsesOf, type Configuration } from '../src/page/build/configuration.ts'
import { differences, predict } from '../src/page/build/predict.ts'
import { fetchRecorded } from '../src/page/running/lab-api.ts'
import { withRun } from '../src/page/running/run-side.ts'
import { runStep } from '../src/page/running/runner-frames.ts'
import type { Run } from '../src/shared/types.ts'

/** The number of configurations that share a server: to start one costs more than many requests. */
const perServer = 100
/** The number of configurations at a time: a recorder stores 50 exchanges, and each makes at most two. */
const atOnce = 20

/**
 * Runs configurations in this browser. Many share a server. Each has its own path, because browsers cache by
 * URL. They must set no cookie, because they share a host.
 *
 * @returns a line for each configuration whose result differs from the prediction
 */
export async function differingConfigurations(
  configurations: readonly Configuration[],
): Promise<string[]> {
  const found: string[] = []
  for (const batch of inParts(configurations, perServer))
    await withRun({ customs: batch.map(responsesOf) }, async (run) => {
      for (const part of inParts([...batch.entries()], atOnce))
        found.push(...(await differingOf(part, run)))
    })
  return found
}

/** Runs some configurations of a server. The number of each is the first segment of its path. */
async function differingOf(
  numbered: readonly (readonly [number, Configuration])[],
  { id, api }: Run,
): Promise<string[]> {
  const done = await Promise.all(
    numbered.map(async ([number, configuration]) => {
      const action = actionOf(configuration)
      const path = `/${number}${action.path}`
      const outcome = await runStep(configuration.page, api, { ...action, path })
      return { configuration, path, outcome }
    }),
  )
  const all = await fetchRecorded(id)
  return done.flatMap(({ configuration, path, outcome }) => {
    const recorded = all.filter((exchange) => exchange.path === path)
    const lines =
      outcome.readable && recorded.length === 0
        ? ['The request was not recorded.']
        : differences(configuration, predict(configuration), outcome, recorded)
    return lines.length > 0 ? [`${lines.join(' ')} ${JSON.stringify(configuration)}`] : []
  })
}

function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, part) => items.slice(part * size, (part + 1) * size))
}
