import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { FoundWebKit } from './find-webkit.ts'
import { openHiddenScreen } from './hidden-screen.ts'
import type { ConsoleLine, OpenWindow } from './open-window.ts'

/** `CONSOLE SECURITY ERROR Origin …`. For a line that a script logs, the address of the script comes first. */
const consoleLine = /^(?:\S+: )?CONSOLE (?:[A-Z-]+ )??(LOG|DEBUG|INFO|WARN|ERROR) (.*)$/

/**
 * Opens MiniBrowser without a driver: WebKit does not print the console of an automated session, which is a
 * private one.
 */
export function openWebKitWindow({ miniBrowser, xvfb }: FoundWebKit): OpenWindow {
  return async (url, onLine) => {
    const screen = await openHiddenScreen(xvfb)
    const child = spawn(miniBrowser, ['--enable-write-console-messages-to-stdout=true', url], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: screen.env,
    })
    screen.endWithIt(child)
    for (const output of [child.stdout, child.stderr])
      createInterface({ input: output }).on('line', (line) => {
        const read = readLine(line)
        if (read) onLine(read)
      })
    const version = execFileSync(miniBrowser, ['--version'], {
      encoding: 'utf8',
      env: screen.env,
    }).trim()
    return {
      version,
      close: () => {
        screen.close()
        return Promise.resolve()
      },
    }
  }
}

function readLine(line: string): ConsoleLine | undefined {
  const [, level, text] = consoleLine.exec(line) ?? []
  return text === undefined ? undefined : { text, isError: level === 'WARN' || level === 'ERROR' }
}
