import type { BrowserDriver } from '../src/browser/index.ts'
import type { Course, SetUp } from './decide-in-browsers-course.ts'

/** Where a browser is known to do other than the decision core says, and what it does instead. */
interface KnownDifference {
  browser: BrowserDriver['name']
  why: string
  applies: (setUp: SetUp, predicted: Course) => boolean
  instead: (predicted: Course) => Course
}

/** All of them. What is not here is a fault of the core, of a browser, or of the tests. */
export const knownDifferences: readonly KnownDifference[] = []

/** What this browser does, given what the core says. */
export function inBrowser(name: BrowserDriver['name'], setUp: SetUp, predicted: Course): Course {
  const known = knownDifferences.find(
    ({ browser, applies }) => browser === name && applies(setUp, predicted),
  )
  return known ? known.instead(predicted) : predicted
}
