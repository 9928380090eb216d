import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The programs that run WebKit on this machine. Playwright cannot drive the WebKit of a system. */
export interface FoundWebKit {
  miniBrowser: string
  xvfb: string
}

/** The command that installs both programs on Debian. */
export const howToInstallWebKit = 'apt-get install libwebkit2gtk-4.1-0 xvfb'

/** Finds Debian's build of WebKitGTK, and Xvfb. @returns undefined if one of them is missing */
export function findWebKit(): FoundWebKit | undefined {
  const xvfb = findInPath('Xvfb')
  const miniBrowser = findMiniBrowser()
  return xvfb && miniBrowser ? { miniBrowser, xvfb } : undefined
}

function findInPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** MiniBrowser is not in the PATH. It is beside its library: `/usr/lib/<machine>/webkit2gtk-4.1` on Debian. */
function findMiniBrowser(): string | undefined {
  const machines = childrenOf('/usr/lib').filter((folder) => folder.includes('-linux-'))
  const libraries = ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']
  return ['/usr/libexec', '/usr/lib', '/usr/lib64', ...machines]
    .flatMap((folder) => libraries.map((library) => join(folder, library, 'MiniBrowser')))
    .find((path) => existsSync(path))
}

function childrenOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}
