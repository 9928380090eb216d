import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** A screen that is not shown, and the processes on it. Close it. */
export interface HiddenScreen {
  /** The environment of programs that draw on it. */
  env: NodeJS.ProcessEnv
  /** Ends a process with the screen. It must be detached. */
  endWithIt: (child: ChildProcess) => void
  /** Ends the processes and the screen. */
  close: () => void
}

const startMilliseconds = 20_000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Starts an X server on a display that is free.
 *
 * @param xvfb the path of Xvfb
 * @throws if it does not start in time
 */
export async function openHiddenScreen(xvfb: string): Promise<HiddenScreen> {
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

  const env = (display: string): NodeJS.ProcessEnv => ({
    ...process.env,
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    // Tests need neither a session bus nor a screen reader's.
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
    throw new Error('Xvfb did not start in time.')
  })) as [string]
  return `:${number}`
}

/** The browser and its many processes are of the group of the child. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
