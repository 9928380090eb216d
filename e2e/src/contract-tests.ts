import { corsTests, type CorsTestsOptions } from 'cors-verify/playwright'
import { connectionTo, expected, targetOf, withWrites, type Origins } from './contract.ts'
import { test } from './test.ts'

/**
 * Declares the tests of the contract: all that the app needs from the API.
 *
 * @param origins as the titles name them. The tests of an environment use those of its stack
 * @param options `writes` for servers of this process
 */
export function contractTests(
  origins: Origins,
  { writes, page }: { writes: boolean } & Pick<CorsTestsOptions, 'page'>,
): void {
  // In one worker: its pages open once, and no request is sent twice without need.
  test.describe.configure({ mode: 'default' })
  corsTests(
    { ...expected, ...(writes && withWrites), ...targetOf(origins) },
    {
      test,
      ...(page && { page }),
      servers: async ({ stack }, use) =>
        use({ ...(await connectionTo(stack)), ...targetOf(stack) }),
    },
  )
}
