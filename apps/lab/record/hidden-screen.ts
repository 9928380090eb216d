import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** An X display that is not visible, and the processes that draw on it. The caller closes it. */
export interface HiddenScreen {
  /** The environment variables of programs that draw on the display. */
  env: NodeJS.ProcessEnv
  /** Registers a process that `close` ends. It must be detached. */
  endWithIt: (child: ChildProcess) => void
  /** Ends the registered processes and the display. */
  close: () => void
}

const startMilliseconds = 20_000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Starts an X server on a free display.
 *
 * @param xvfb the path of Xvfb
 * @throws if it does not start within 20 seconds
 */
export async function openHiddenScreen(xvfb: string): Promise<HiddenScreen> {
  const started: ChildProcess[] = []
  // An empty home: no caches of an earlier run, and no settings of the user.
  const home = mkdtempSync(join(tmpdir(), 'lab-webkit-'))
  const close = () => {
    process.off('exit', close)
    for (const signal of signals) process.off(signal, closeAndExit)
    for (const child of started.splice(0)) killGroup(child)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  // Detached processes get no Ctrl-C, and a test runner ends a slow test file by a signal.
  const closeAndExit = () => {
    close()
    process.exit(1)
  }
  process.on('exit', close)
  for (const signal of signals) process.on(signal, closeAndExit)

  const env = (display: string): NodeJS.ProcessEnv => ({
    ...process.env,
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    // Without a session bus and without the bus of screen readers.
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  })
  try {
    const display = await startScreen(xvfb, started)
    return { env: env(display), endWithIt: (child) => void started.push(child), close }
  } catch (error) {
    close()
    throw error
  }
}

/** @returns the name of the display, such as `:99` */
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
    throw new Error(`Xvfb did not start within ${startMilliseconds / 1000} s.`)
  })) as [string]
  return `:${number}`
}

/** Ends a child and the processes that it has started: they are in its process group. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
