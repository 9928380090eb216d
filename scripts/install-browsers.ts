import { browserStarts, type BrowserName } from '@repo/e2e/browsers'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Debian's packages. Ubuntu's packages of these names install snaps, which need a running snapd. */
const debianPackages: Partial<Record<BrowserName, string[]>> = {
  // The tests of the app use chromium-headless-shell, which has no user interface and needs less CPU.
  chromium: ['chromium', 'chromium-headless-shell'],
  firefox: ['firefox-esr'],
}

/** The machine that browsers are installed on. Tests pass one that installs nothing. */
export interface Machine {
  /** Whether a browser is installed and starts. */
  browserStarts: (name: BrowserName) => Promise<boolean>
  /** The contents of /etc/os-release; empty if the file does not exist. */
  osRelease: string
  /** Whether this process runs as root. */
  isRoot: boolean
  /** Whether this is a CI job: sudo is used only in CI. */
  isCI: boolean
  /** Runs a command. @returns whether it exited with 0 */
  run: (...command: string[]) => boolean
  print: (line: string) => void
}

/**
 * Installs the browsers that are missing: Playwright's builds, else Debian's packages. A browser
 * that already starts, Playwright's or the system's, is left as it is.
 *
 * @returns a line that names the command to run, for each browser that could not be installed
 */
export async function installBrowsers(
  wanted: readonly BrowserName[],
  machine = thisMachine(),
): Promise<string[]> {
  const missing = () => withoutStarting(wanted, machine)

  const first = await missing()
  if (first.length === 0) return []
  machine.print(`Installing ${first.join(' and ')} with Playwright …`)
  machine.run(...playwright, 'install', ...first)

  const second = await missing()
  const packages = second.flatMap((name) => debianPackages[name] ?? [])
  const aptGet = packages.length > 0 ? findAptGet(machine) : undefined
  if (aptGet) {
    const install = [...aptGet, 'install', '--yes', '--no-install-recommends', ...packages]
    machine.print(`Playwright could not install ${second.join(' and ')}: ${install.join(' ')} …`)
    machine.run(...aptGet, 'update')
    machine.run(...install)
  }

  const command = `cd e2e && npx playwright install --with-deps ${wanted.join(' ')}`
  return (await missing()).map((name) => `${name} could not be installed. Run: ${command}`)
}

async function withoutStarting(
  wanted: readonly BrowserName[],
  { browserStarts }: Machine,
): Promise<BrowserName[]> {
  const starts = await Promise.all(wanted.map(browserStarts))
  return wanted.filter((_, index) => !starts[index])
}

/** @returns apt-get, with sudo if needed; undefined if this is not Debian or there is no permission */
function findAptGet({ osRelease, isRoot, isCI, run }: Machine): string[] | undefined {
  if (!/^ID=debian$/m.test(osRelease)) return undefined
  if (isRoot) return ['apt-get']
  return isCI && run('sudo', '-n', 'true') ? ['sudo', '-n', 'apt-get'] : undefined
}

const playwright = 'npx --yes pnpm@12.21.0 --filter @repo/e2e exec playwright'.split(' ')

function thisMachine(): Machine {
  return {
    browserStarts,
    osRelease: readOsRelease(),
    isRoot: process.getuid?.() === 0,
    isCI: Boolean(process.env['CI']),
    run: (command = '', ...options) => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      return spawnSync(command, options, { stdio: 'ignore', env }).status === 0
    },
    print: (line) => console.log(line),
  }
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
