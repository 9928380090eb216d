/** A page that WebDriver drives. */
export interface DrivenPage {
  goto: (url: string) => Promise<void>
  /**
   * Evaluates an expression in the page, and waits for the promise it makes.
   *
   * @throws what it rejects with, or that it takes too long
   */
  evaluate: <Result>(expression: string, milliseconds?: number) => Promise<Result>
}

const commandMilliseconds = 20_000
/** The first request of a lab waits for Vite. */
const loadMilliseconds = 120_000

/** One command of WebDriver (https://www.w3.org/TR/webdriver2/#endpoints). */
export type Command = <T>(
  method: string,
  path: string,
  body?: unknown,
  milliseconds?: number,
) => Promise<T>

/** @param driver the origin at which the driver listens */
export function commandsOf(driver: string): Command {
  return async <T>(method: string, path: string, body?: unknown, ms = commandMilliseconds) => {
    const response = await fetch(driver + path, {
      method,
      signal: AbortSignal.timeout(ms),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: T }
    if (response.ok) return value
    const { error, message } = value as { error: string; message: string }
    throw new Error(`WebDriver ${method} ${path}: ${error}: ${message}`)
  }
}

/** @param session its path, such as `/session/1` */
export function pageOf(command: Command, session: string): DrivenPage {
  return {
    goto: async (url) => {
      await command('POST', `${session}/url`, { url }, loadMilliseconds)
    },
    async evaluate<Result>(expression: string, milliseconds = commandMilliseconds) {
      await command('POST', `${session}/timeouts`, { script: milliseconds })
      const outcome = await command<{ value: Result } | { error: string }>(
        'POST',
        `${session}/execute/async`,
        { script: inPage(expression), args: [] },
        // The driver's own time-out comes first: it says more.
        milliseconds + 2000,
      )
      if ('error' in outcome) throw new Error(outcome.error)
      return outcome.value
    },
  }
}

/** The body of a function whose last argument is called with what came of it. */
const inPage = (expression: string) => `
  const [done] = arguments
  const evaluate = async () => ${expression}
  evaluate().then((value) => done({ value }), (error) => done({ error: String(error) }))`
