/**
 * Waits no longer than that. What is too late goes on unheard.
 *
 * @param what names it in the error that a late one rejects with
 */
export function withTimeout<T>(milliseconds: number, what: string, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${what} takes more than ${milliseconds} ms`))
    }, milliseconds)
    result.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}
