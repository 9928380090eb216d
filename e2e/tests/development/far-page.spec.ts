import { fetchFrom, json, signIn } from '../../src/fetch-from.ts'
import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('a link to page 12 of 12 shows the last items, although the API lists 100 at a time', async ({
  ownStack: stack,
  page,
}) => {
  stack.account = await stack.newAccount()
  await page.goto(`${stack.webOrigin}/favicon.svg`)
  await signIn(page, stack)
  for (let number = 13; number <= 115; number += 1) {
    await fetchFrom(page, `${stack.apiOrigin}/api/items`, json('POST', { title: `No. ${number}` }))
  }

  const app = new ItemsPage(page)
  await page.goto(`${stack.webOrigin}/?page=12`)
  await expect(app.status).toHaveText('111–115 of 115')
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('checkbox') })).toHaveCount(
    5,
  )
  await app.previous.click()
  await expect(app.status).toHaveText('101–110 of 115')
  await page.goto(`${stack.webOrigin}/?page=13`)
  await expect(app.status).toHaveText('111–115 of 115')
})
