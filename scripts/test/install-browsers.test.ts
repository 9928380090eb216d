import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserName } from '@repo/e2e/browsers'
import { installBrowsers, type Machine } from '../install-browsers.ts'

const debian = 'NAME="Debian GNU/Linux"\nID=debian\n'
const ubuntu = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
const both: BrowserName[] = ['chromium', 'firefox']

interface Given extends Partial<Pick<Machine, 'osRelease' | 'isRoot' | 'isCI'>> {
  /** Browsers that start before anything is installed. */
  installed?: BrowserName[]
  /** The first words of the commands that succeed and install the browsers that they name. */
  working?: string[]
}

/** A machine that records what is run and printed, and installs nothing. */
function machineWith({ installed = [], working = [], ...facts }: Given) {
  const browsers = new Set<string>(installed)
  const commands: string[] = []
  const printed: string[] = []
  const machine: Machine = {
    osRelease: debian,
    isRoot: false,
    isCI: false,
    ...facts,
    browserStarts: (name) => Promise.resolve(browsers.has(name)),
    run(...words) {
      const command = words.join(' ').replace(/^.* exec playwright/, 'playwright')
      commands.push(command)
      if (!working.some((start) => command.startsWith(start))) return false
      if (/\bchromium\b/.test(command)) browsers.add('chromium')
      if (/\bfirefox(?:-esr)?\b/.test(command)) browsers.add('firefox')
      return true
    },
    print: (line) => printed.push(line),
  }
  return { machine, commands, printed }
}

const aptGet = 'apt-get install --yes --no-install-recommends'

describe('installBrowsers', () => {
  it('both start: nothing is run or printed', async () => {
    const { machine, commands, printed } = machineWith({ installed: both })
    assert.deepEqual(await installBrowsers(both, machine), [])
    assert.deepEqual([commands, printed], [[], []])
  })

  it('one is missing and Playwright can download it: only that one is installed', async () => {
    const { machine, commands } = machineWith({ installed: ['chromium'], working: ['playwright'] })
    assert.deepEqual(await installBrowsers(both, machine), [])
    assert.deepEqual(commands, ['playwright install firefox'])
  })

  it('Debian as root, no download: apt-get installs both, announced in one line', async () => {
    const { machine, commands, printed } = machineWith({ isRoot: true, working: ['apt-get'] })
    assert.deepEqual(await installBrowsers(both, machine), [])
    assert.deepEqual(commands, [
      'playwright install chromium firefox',
      'apt-get update',
      `${aptGet} chromium chromium-headless-shell firefox-esr`,
    ])
    assert.equal(printed.filter((line) => line.includes(aptGet)).length, 1)
  })

  it('Debian in CI with passwordless sudo: sudo apt-get installs them', async () => {
    const { machine, commands } = machineWith({ isCI: true, working: ['sudo'] })
    assert.deepEqual(await installBrowsers(both, machine), [])
    assert.equal(commands.at(-1), `sudo -n ${aptGet} chromium chromium-headless-shell firefox-esr`)
  })

  const rejected: [string, Given][] = [
    ['Debian without root', { working: ['apt-get', 'sudo'] }],
    ['Debian in CI whose sudo asks for a password', { isCI: true }],
    ['Ubuntu as root', { osRelease: ubuntu, isRoot: true, working: ['apt-get'] }],
    ['a system without os-release', { osRelease: '', isRoot: true, working: ['apt-get'] }],
    ['Debian as root whose packages cannot be fetched', { isRoot: true }],
  ]
  for (const [name, given] of rejected) {
    it(`${name}: one line for each browser names the command to run`, async () => {
      const { machine, commands } = machineWith(given)
      const command = 'cd e2e && npx playwright install --with-deps chromium firefox'
      assert.deepEqual(await installBrowsers(both, machine), [
        `chromium could not be installed. Run: ${command}`,
        `firefox could not be installed. Run: ${command}`,
      ])
      const installed = commands.filter((each) => each.includes(aptGet))
      assert.equal(installed.length, name.endsWith('fetched') ? 1 : 0)
    })
  }
})
