import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserType } from 'playwright-core'

/** The part of Playwright that is used. */
export interface Playwright {
  chromium: BrowserType
  firefox: BrowserType
}

/** Imports a package by its name; rejects if it is not installed. */
export type Importer = (name: string) => Promise<unknown>

const packages = ['playwright-core', 'playwright', '@playwright/test']

/**
 * Loads Playwright, an optional peer dependency, from the first of its packages that is installed.
 *
 * @returns undefined if none is installed
 */
export async function loadPlaywright(
  load: Importer = importPackage,
): Promise<Playwright | undefined> {
  for (const name of packages) {
    const loaded = await load(name).catch(() => undefined)
    const playwright = [loaded, (loaded as { default?: unknown } | undefined)?.default].find(
      isPlaywright,
    )
    if (playwright !== undefined) return playwright
  }
  return undefined
}

/** Imports a package from here, else from the working folder: npx installs this package outside the project. */
async function importPackage(name: string): Promise<unknown> {
  try {
    return await import(name)
  } catch {
    const project = createRequire(join(process.cwd(), 'package.json'))
    return import(pathToFileURL(project.resolve(name)).href)
  }
}

function isPlaywright(value: unknown): value is Playwright {
  return typeof value === 'object' && value !== null && 'chromium' in value && 'firefox' in value
}
