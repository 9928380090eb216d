import { expect, type Locator, type Page } from '@playwright/test'
import type { Stack } from './stack.ts'

/** The items app, found by the roles and names that a user perceives. */
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

  async open(url = '/'): Promise<void> {
    await this.page.goto(url)
    await expect(this.page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
    await expect(this.status).toBeVisible()
  }

  /** Opens the app in another tab of the same browser. */
  async openTab(): Promise<ItemsPage> {
    const tab = new ItemsPage(await this.page.context().newPage())
    await tab.open()
    return tab
  }

  async signIn({ name, password }: Stack['account']): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Sign in', exact: true })
    await this.submitSignIn(name, async () => {
      await this.name.fill(name)
      await this.password.fill(password)
      await button.click()
    })
  }

  /** Submits the form. If the rate limit rejects it, waits and submits again: a deployment has one account. */
  async submitSignIn(name: string, submit: () => Promise<void>): Promise<void> {
    const signedIn = this.page.getByText(`Signed in as ${name}`)
    const limited = this.page.getByText(/^Too many attempts. Try again in \d+ seconds/)
    for (;;) {
      await submit()
      await expect(signedIn.or(limited)).toBeVisible()
      if (!(await limited.isVisible())) return
      const seconds = Number(/\d+/.exec(await limited.innerText())?.[0])
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    }
  }

  /** Waits until the event stream is open. */
  async live(): Promise<void> {
    await expect(this.page.getByText('Live', { exact: true })).toBeVisible()
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

  async rename(title: string, newTitle: string): Promise<void> {
    const field = await this.edit(title)
    await field.fill(newTitle)
    await field.press('Enter')
    await expect(this.row(newTitle)).toBeVisible()
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

/** Returns a title that no other test, tab or visitor of a deployment uses. */
export function unique(text: string): string {
  return `${text} ${Math.random().toString(36).slice(2, 8)}`
}
