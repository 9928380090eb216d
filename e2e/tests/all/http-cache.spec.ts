import { fetchFrom } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('an API URL that was opened in a tab can still be fetched by the page', async ({
  context,
  page,
  stack,
}) => {
  const paths = stack.recorder ? ['/probe/cacheable', '/api/items'] : ['/api/items']
  for (const path of paths) {
    const url = stack.apiOrigin + path
    const tab = await context.newPage()
    await tab.goto(url)
    await page.goto(`${stack.webOrigin}/favicon.svg`)
    const seen = await fetchFrom(page, url)
    expect(seen.error, path).toBeUndefined()
    expect(seen.status, path).toBe(200)
  }
})
