import { Script } from 'node:vm'

type AnyFunction = (...args: never[]) => unknown

/**
 * Returns what wraps a function, so that the file that called `callee` seems to call it, on the same line.
 * Playwright takes the location of a test from the stack. In node_modules it would be one that
 * `playwright test tests/cors.spec.ts` does not select.
 */
export function atCallerOf(callee: AnyFunction): <F extends AnyFunction>(wrapped: F) => F {
  const site = callSiteOf(callee)
  const options = site && {
    filename: site.getFileName() ?? '',
    lineOffset: (site.getLineNumber() ?? 1) - 1,
    columnOffset: (site.getColumnNumber() ?? 1) - 1,
  }
  const script = new Script('(wrapped, ...args) => wrapped(...args)', options)
  const call = script.runInThisContext() as (wrapped: AnyFunction, ...args: never[]) => unknown
  return <F extends AnyFunction>(wrapped: F) => ((...args: never[]) => call(wrapped, ...args)) as F
}

/** The frame that called a function. Its position is that of the compiled file, as Playwright expects. */
function callSiteOf(callee: AnyFunction): NodeJS.CallSite | undefined {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = (_error, sites) => sites
  const holder: { stack?: unknown } = {}
  Error.captureStackTrace(holder, callee)
  const sites = holder.stack as NodeJS.CallSite[]
  Error.prepareStackTrace = before
  return sites[0]
}
