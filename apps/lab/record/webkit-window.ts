import { execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { FoundWebKit } from './find-webkit.ts'
import { openHiddenScreen } from './hidden-screen.ts'
import type { ConsoleLine, OpenWindow } from './open-window.ts'

/** `CONSOLE SECURITY ERROR Origin …`, after the place of the script for what a script logs. */
const consoleLine = /^(?:\S+: )?CONSOLE (?:[A-Z-]+ )??(LOG|DEBUG|INFO|WARN|ERROR) (.*)$/

/**
 * Opens WebKit's small browser without its driver: a session under automation is a private one, whose
 * console is not printed.
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
