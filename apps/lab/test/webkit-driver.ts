import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FoundWebKit } from './find-webkit.ts'
import { openHiddenScreen, startMilliseconds } from './hidden-screen.ts'
import { commandsOf, pageOf, type Command, type DrivenPage } from './web-driver.ts'

/** A page of WebKit's own small browser. Close it. */
export interface WebKitPage extends DrivenPage {
  /** Ends the browser, its driver and its screen. */
  close: () => void
}

/**
 * Starts WebKit on a screen that nobody sees, and speaks WebDriver with it.
 *
 * @throws if a part of it does not start in time; nothing of it is left running
 */
export async function openWebKit({ driver, miniBrowser, xvfb }: FoundWebKit): Promise<WebKitPage> {
  const { env, endWithIt, close } = await openHiddenScreen(xvfb)
  try {
    const port = await freePort()
    const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      detached: true,
      stdio: 'ignore',
      env,
    })
    endWithIt(child)
    const command = commandsOf(`http://127.0.0.1:${port}`)
    await untilReady(command, child)
    const { sessionId } = await command<{ sessionId: string }>('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
        },
      },
    })
    return { ...pageOf(command, `/session/${sessionId}`), close }
  } catch (error) {
    close()
    throw error
  }
}

async function untilReady(command: Command, child: ChildProcess): Promise<void> {
  const until = performance.now() + startMilliseconds
  for (;;) {
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}.`)
    const status = await command<{ ready: boolean }>('GET', '/status').catch(() => undefined)
    if (status?.ready) return
    if (performance.now() > until) throw new Error('WebKitWebDriver did not start in time.')
    await delay(50)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
