import { test as base, type Page } from '@playwright/test'
import { startDeploymentStack } from './deployment-stack.ts'
import { startDevelopmentStack, type DevelopmentStack } from './development-stack.ts'
import { ItemsPage } from './items-page.ts'
import { startProductionStack } from './production-stack.ts'
import { startReplicasStack } from './replicas-stack.ts'
import type { Environment, Stack } from './stack.ts'

export { expect } from '@playwright/test'

const start = {
  development: startDevelopmentStack,
  production: startProductionStack,
  replicas: startReplicasStack,
  deployment: startDeploymentStack,
}

/**
 * Playwright's test with real servers. Worker fixture: `stack` starts the servers, on free ports, so
 * that workers run in parallel; Playwright's `webServer` would start one for all. Test fixtures: `app`
 * is the items app in a new browser context, opened; `emptyPage` is a page on the same origin. `ownStack`
 * and `ownApp` are of a development environment for this test alone: it counts all items, or stops the API.
 */
export const test = base.extend<
  {
    app: ItemsPage
    emptyPage: Page
    ownStack: DevelopmentStack
    ownApp: ItemsPage
    freshState: void
  },
  { environment: Environment; stack: Stack }
>({
  environment: ['development', { option: true, scope: 'worker' }],

  stack: [
    async ({ environment }, use) => {
      const stack = await start[environment]()
      await use(stack)
      await stack.close()
    },
    // Seven processes start on a machine that may have two cores.
    { scope: 'worker', timeout: 180_000 },
  ],

  proxy: async ({ stack }, use) => use(stack.proxy),
  ignoreHTTPSErrors: async ({ stack }, use) => use(stack.ignoreHTTPSErrors ?? false),
  baseURL: async ({ stack }, use) => use(stack.webOrigin),

  // Each test has an account of its own, and a record of its own requests.
  freshState: [
    async ({ context, stack }, use) => {
      stack.account = await stack.newAccount()
      stack.recorder?.clear()
      await use()
      const cookies = stack.signOut ? await context.cookies(stack.apiOrigin) : []
      for (const { name, value } of cookies) await stack.signOut?.(`${name}=${value}`)
    },
    { auto: true },
  ],

  app: async ({ page }, use) => {
    const app = new ItemsPage(page)
    await app.open()
    await use(app)
  },

  ownStack: async ({}, use) => {
    const stack = await startDevelopmentStack()
    await use(stack)
    await stack.close()
  },

  ownApp: async ({ page, ownStack }, use) => {
    const app = new ItemsPage(page)
    await app.open(ownStack.webOrigin)
    await use(app)
  },

  // A page on the web's origin on which nothing else calls the API.
  emptyPage: async ({ page, stack }, use) => {
    await page.goto(`${stack.webOrigin}/favicon.svg`)
    stack.recorder?.clear()
    await use(page)
  },
})
