import { chromium, type Page } from '@playwright/test'
import { demoAccount } from '@repo/api/database/seed'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browsers.ts'
import { unsetVariables } from './env-example.ts'
import { ItemsPage } from './items-page.ts'

// Takes the screenshot of the README, with the servers of `npm start`: `npm run screenshots`.

const root = fileURLToPath(new URL('../..', import.meta.url))
const images = join(root, 'docs', 'images')

const [webOrigin, apiOrigin, labPort] = ['http://localhost:5183', 'http://localhost:3010', '5283']
const data = mkdtempSync(join(tmpdir(), 'screenshots-'))
const servers = spawn('node', ['--import', 'tsx', 'scripts/dev.ts'], {
  cwd: root,
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    ...unsetVariables,
    WEB_ORIGINS: webOrigin,
    API_ORIGIN: apiOrigin,
    LAB_PORT: labPort,
    DATABASE_FILE: join(data, 'items.db'),
  },
})
const browser = await chromium.launch(findBrowser('chromium')?.launch.launchOptions ?? {})
try {
  await announced()
  const viewport = { width: 1280, height: 860 }
  const page = await browser.newPage({ viewport, baseURL: webOrigin })
  await app(page)
} finally {
  await browser.close()
  process.kill(-(servers.pid ?? 0), 'SIGINT')
  rmSync(data, { recursive: true, force: true })
}

/** The items app, signed in, with the panel that shows both origins. */
async function app(page: Page): Promise<void> {
  const items = new ItemsPage(page)
  await items.open()
  await items.signIn(demoAccount)
  await page
    .getByRole('button', { name: /^Delete / })
    .first()
    .waitFor()
  await page.screenshot({ path: join(images, 'app.png') })
}

function announced(): Promise<void> {
  return new Promise((resolve, reject) => {
    servers.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('Ctrl-C ends')) resolve()
    })
    servers.once('exit', () =>
      reject(new Error('The servers ended before the screenshots were taken.')),
    )
  })
}
