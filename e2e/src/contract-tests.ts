import { corsTests, type CorsTestsOptions } from 'cors-verify/playwright'
import { connectionTo, expected, targetOf, withWrites, type Origins } from './contract.ts'
import { test } from './test.ts'

/**
 * Declares the tests of the contract: all that the app needs from the API.
 *
 * @param origins the origins in the titles. The tests themselves use the origins of their stack.
 * @param options.writes whether tests send requests that write: only to servers of this process
 * @param options.page the page that the requests are sent from
 */
export function contractTests(
  origins: Origins,
  { writes, page }: { writes: boolean } & Pick<CorsTestsOptions, 'page'>,
): void {
  // In one worker, so that its pages open once and their requests are sent once.
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
