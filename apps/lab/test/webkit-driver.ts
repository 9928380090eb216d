import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { FoundWebKit } from './find-webkit.ts'
import { commandsOf, pageOf, type Command, type DrivenPage } from './web-driver.ts'

/** A page of WebKit's own small browser. Close it. */
export interface WebKitPage extends DrivenPage {
  /** Ends the browser, its driver and its screen. */
  close: () => void
}

const startMilliseconds = 20_000

/**
 * Starts WebKit on a screen that nobody sees, and speaks WebDriver with it.
 *
 * @throws if a part of it does not start in time; nothing of it is left running
 */
export async function openWebKit({ driver, miniBrowser, xvfb }: FoundWebKit): Promise<WebKitPage> {
  const started: ChildProcess[] = []
  // Neither the caches of an earlier run nor the settings of whoever runs this.
  const home = mkdtempSync(join(tmpdir(), 'lab-webkit-'))
  const close = () => {
    process.off('exit', close)
    for (const signal of signals) process.off(signal, closeAndExit)
    for (const child of started.splice(0)) killGroup(child)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  // Groups of their own get no Ctrl-C; and whoever runs the tests ends late ones by a signal.
  const closeAndExit = () => {
    close()
    process.exit(1)
  }
  process.on('exit', close)
  for (const signal of signals) process.on(signal, closeAndExit)

  try {
    const display = await startScreen(xvfb, started)
    const port = await freePort()
    const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        XDG_CACHE_HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
        // Tests need neither a session bus nor a screen reader's.
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
      },
    })
    started.push(child)
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

/** Starts an X server on a display that is free. @returns its name, such as `:99` */
async function startScreen(xvfb: string, started: ChildProcess[]): Promise<string> {
  const child = spawn(
    xvfb,
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  started.push(child)
  const lines = createInterface({ input: child.stdio[3] as Readable })
  const signal = AbortSignal.timeout(startMilliseconds)
  const [number] = (await once(lines, 'line', { signal }).catch(() => {
    throw new Error('Xvfb did not start in time.')
  })) as [string]
  return `:${number}`
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The browser and its many processes are of the driver's group. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
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
