import { actionOf, responsesOf, type Configuration } from '../src/page/build/configuration.ts'
import { differences, predict } from '../src/page/build/predict.ts'
import { runSteps } from '../src/page/running/run-side.ts'

/** They wait for each other more than they work. */
const atOnce = 4

/** Runs configurations in this browser. @returns a line for each that does not do what is predicted */
export async function differingConfigurations(
  configurations: readonly Configuration[],
): Promise<string[]> {
  const found: string[] = []
  const queue = [...configurations]
  const work = async () => {
    for (let configuration = queue.shift(); configuration; configuration = queue.shift()) {
      const step = { page: configuration.page, action: actionOf(configuration) }
      const [done] = await runSteps({ custom: responsesOf(configuration) }, [step])
      const lines = done
        ? differences(configuration, predict(configuration), done.outcome, done.recorded)
        : ['It did not run.']
      if (lines.length > 0) found.push(`${lines.join(' ')} ${JSON.stringify(configuration)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}
