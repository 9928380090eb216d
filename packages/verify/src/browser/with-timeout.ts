/**
 * Rejects if the promise is not settled within the time limit. The work behind the promise is not cancelled.
 *
 * @param what names the work in the error
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
