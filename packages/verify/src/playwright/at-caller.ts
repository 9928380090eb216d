import { Script } from 'node:vm'

type AnyFunction = (...args: never[]) => unknown

/**
 * Returns a wrapper for functions. In the stack of a wrapped function, its caller is the file that called
 * `callee`, on the same line. Playwright takes the location of a test from the stack: without the wrapper
 * it would be in node_modules, where `playwright test tests/cors.spec.ts` does not select it.
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

/** Returns the stack frame that called a function. As Playwright expects, its position is in the compiled file. */
function callSiteOf(callee: AnyFunction): NodeJS.CallSite | undefined {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = (_error, sites) => sites
  const holder: { stack?: unknown } = {}
  Error.captureStackTrace(holder, callee)
  const sites = holder.stack as NodeJS.CallSite[]
  Error.prepareStackTrace = before
  return sites[0]
}
