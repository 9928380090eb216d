import { expect, type Locator, type Page } from '@playwright/test'
import { fetchFrom, ifMatch, json, signIn } from './fetch-from.ts'
import type { Stack } from './stack.ts'

/** The items app as a person meets it: by roles and names. */
export class ItemsPage {
  readonly page: Page
  readonly status: Locator
  readonly next: Locator
  readonly previous: Locator
  readonly name: Locator
  readonly password: Locator

  constructor(page: Page) {
    this.page = page
    const pages = page.getByRole('navigation', { name: 'Pages' })
    this.status = pages.getByText(/^\d+–\d+ of \d+$/)
    this.next = pages.getByRole('button', { name: 'Next' })
    this.previous = pages.getByRole('button', { name: 'Previous' })
    this.name = page.getByRole('textbox', { name: 'Name', exact: true })
    this.password = page.getByRole('textbox', { name: 'Password', exact: true })
  }

  async open(): Promise<void> {
    await this.page.goto('/')
    await expect(this.page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
    await expect(this.status).toBeVisible()
  }

  async signIn({ name, password }: Stack['account']): Promise<void> {
    await this.name.fill(name)
    await this.password.fill(password)
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const signedIn = this.page.getByText(`Signed in as ${name}`)
    const limited = this.page.getByText(/^Too many attempts. Try again in \d+ seconds/)
    await expect(signedIn.or(limited)).toBeVisible()
    if (await limited.isVisible()) {
      // A deployment has one account for all tests, and a limit.
      const seconds = Number(/\d+/.exec(await limited.innerText())?.[0])
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
      return this.signIn({ name, password })
    }
  }

  row(title: string): Locator {
    return this.page.getByRole('listitem').filter({
      has: this.page.getByRole('checkbox', { name: title, exact: true }),
    })
  }

  async add(title: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'New item' }).fill(title)
    await this.page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(this.row(title)).toBeVisible()
  }

  async edit(title: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Edit ${title}`, exact: true }).click()
    return this.page.getByRole('textbox', { name: 'Title', exact: true })
  }

  async delete(title: string): Promise<void> {
    await this.page.getByRole('button', { name: `Delete ${title}`, exact: true }).click()
    await this.page.getByRole('button', { name: `Confirm deleting ${title}`, exact: true }).click()
    await expect(this.row(title)).toBeHidden()
  }
}

/** Makes sure that there are two pages at least, whatever other tests have deleted. */
export async function fillTwoPages(page: Page, stack: Stack): Promise<() => Promise<void>> {
  const items = `${stack.apiOrigin}/api/items`
  const session = `${stack.apiOrigin}/api/session`
  await signIn(page, stack)
  const made: string[] = []
  for (let number = 1; number <= 11; number += 1) {
    const { headers } = await fetchFrom(page, items, json('POST', { title: `Filler ${number}` }))
    made.push(stack.apiOrigin + (headers['location'] ?? ''))
  }
  await fetchFrom(page, session, { method: 'DELETE' })

  return async () => {
    await signIn(page, stack)
    for (const url of made) await fetchFrom(page, url, ifMatch('*', { method: 'DELETE' }))
  }
}
