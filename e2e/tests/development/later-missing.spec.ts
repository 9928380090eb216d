import { corsPolicy, definePolicy } from '@repo/config'
import { createWebServer } from '@repo/web/server'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApi } from '../../src/api.ts'
import { buildWebFor } from '../../src/build-web-for.ts'
import { freePort } from '../../src/free-port.ts'
import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('a page whose second half does not load lists the items, pages, and offers to load it again', async ({
  page,
}) => {
  const port = await freePort()
  const webOrigin = `http://localhost:${port}`
  const allowedOrigins = [webOrigin]
  const api = await startApi(
    definePolicy('development', { ...corsPolicy, apiOrigin: 'http://localhost', allowedOrigins }),
  )
  const apiOrigin = `http://localhost:${api.port}`
  const files = await mkdtemp(join(tmpdir(), 'later-missing-'))
  await buildWebFor(apiOrigin, files)

  // As after a deployment that took the old files away.
  const assets = join(files, 'assets')
  const later = (await readdir(assets)).find((name) => name.startsWith('later-')) ?? ''
  await rename(join(assets, later), join(files, later))
  const serve = () => createWebServer({ files, webOrigin, apiOrigin }).listen(port, '127.0.0.1')
  const without = serve()

  const app = new ItemsPage(page)
  await page.goto(webOrigin)
  await expect(page.getByText('Part of this page did not load.')).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(10)
  await app.next.click()
  await expect(app.status).toHaveText(/^11–/)

  await rename(join(files, later), join(assets, later))
  without.closeAllConnections()
  await new Promise((resolve) => without.close(resolve))
  const complete = serve()
  await page.getByRole('link', { name: 'Load it again' }).click()
  await expect(page.getByRole('form', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Part of this page did not load.')).toBeHidden()

  complete.closeAllConnections()
  complete.close()
  await api.close()
  await rm(files, { recursive: true })
})
