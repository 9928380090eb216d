import { faultsOf, verifyContract } from '../../src/contract.ts'
import { expect, test } from '../../src/test.ts'

test('cors-verify finds nothing wrong with the API, and the browser agrees with its arithmetic', async ({
  browserName,
  stack,
}) => {
  // A second browser starts beside the one that runs this test.
  test.slow()
  const report = await verifyContract(stack, browserName === 'webkit' ? 'none' : browserName)

  expect(faultsOf(report)).toEqual([])
  expect(report.verdict).toBe('ok')
  expect(report.reached).toBe(true)
  if (browserName !== 'webkit') expect(report.browser?.toLowerCase()).toContain(browserName)
})
