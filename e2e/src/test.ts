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
 * is the items app, open in a new browser context; `emptyPage` is an empty page on the same origin.
 * `ownStack` and `ownApp` are a development environment for one test, which counts all items or stops
 * the API.
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
    // `replicas` starts seven processes, on a machine that may have two cores.
    { scope: 'worker', timeout: 180_000 },
  ],

  proxy: async ({ stack }, use) => use(stack.proxy),
  ignoreHTTPSErrors: async ({ stack }, use) => use(stack.ignoreHTTPSErrors ?? false),
  baseURL: async ({ stack }, use) => use(stack.webOrigin),

  // Each test has its own account, and a recorder with only its own requests.
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

  // A page on the web origin without scripts of its own: only the test calls the API.
  emptyPage: async ({ page, stack }, use) => {
    await page.goto(`${stack.webOrigin}/favicon.svg`)
    stack.recorder?.clear()
    await use(page)
  },
})
