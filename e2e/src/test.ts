import { test as base, type Page } from '@playwright/test'
import { startDeploymentStack } from './deployment-stack.ts'
import { startDevelopmentStack } from './development-stack.ts'
import { startProductionStack } from './production-stack.ts'
import { startReplicasStack } from './replicas-stack.ts'
import type { Shape, Stack } from './stack.ts'

export { expect } from '@playwright/test'

const start = {
  development: startDevelopmentStack,
  production: startProductionStack,
  replicas: startReplicasStack,
  deployment: startDeploymentStack,
}

/** Playwright's test with real servers: one stack a worker, one empty browser context a test. */
export const test = base.extend<{ blank: Page; cleanSlate: void }, { shape: Shape; stack: Stack }>({
  shape: ['development', { option: true, scope: 'worker' }],

  stack: [
    async ({ shape }, use) => {
      const stack = await start[shape]()
      await use(stack)
      await stack.close()
    },
    // Seven processes start on a machine that may have two cores.
    { scope: 'worker', timeout: 180_000 },
  ],

  proxy: async ({ stack }, use) => use(stack.proxy),
  ignoreHTTPSErrors: async ({ stack }, use) => use(stack.ignoreHTTPSErrors ?? false),
  baseURL: async ({ stack }, use) => use(stack.webOrigin),

  // Each test sees only the requests it has caused, and signs in as nobody else does.
  cleanSlate: [
    async ({ context, stack }, use) => {
      stack.account = await stack.newAccount()
      stack.recorder?.clear()
      await use()
      const cookies = stack.signOut ? await context.cookies(stack.apiOrigin) : []
      for (const { name, value } of cookies) await stack.signOut?.(`${name}=${value}`)
    },
    { auto: true },
  ],

  // A page on the web's origin on which nothing else calls the API.
  blank: async ({ page, stack }, use) => {
    await page.goto(`${stack.webOrigin}/favicon.svg`)
    stack.recorder?.clear()
    await use(page)
  },
})
