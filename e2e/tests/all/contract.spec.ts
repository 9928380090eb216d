import { faultsOf, verifyContract } from '../../src/contract.ts'
import { expect, test } from '../../src/test.ts'

test('cors-verify reports no problem of the API, and the browser observes what it predicts', async ({
  browserName,
  stack,
}) => {
  // A second browser starts beside the one that runs this test.
  test.slow()
  const report = await verifyContract(stack, browserName === 'webkit' ? 'none' : browserName)

  expect(faultsOf(report)).toEqual([])
  expect(report.verdict).toBe('ok')
  expect(report.reachable).toBe(true)
  if (browserName !== 'webkit') expect(report.browser?.toLowerCase()).toContain(browserName)
})
