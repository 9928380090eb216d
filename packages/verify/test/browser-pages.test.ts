import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { ForwardProxy } from '../src/browser/forward-proxy.ts'
import { createPages } from '../src/browser/pages.ts'
import type { Tab } from '../src/browser/tab.ts'

const origin = 'https://app.example.com'

/** A tab whose navigation ends when the test calls `arrive`. */
function tabOf(id: string, log: string[]) {
  let arrive = () => {}
  const arrival = new Promise<void>((resolve) => (arrive = resolve))
  const tab = {
    goTo: (url: string) => {
      log.push(`${id} goes to ${url}`)
      return arrival
    },
    close: async () => void log.push(`${id} is closed`),
  } as unknown as Tab
  return { tab, arrive }
}

describe('Pages of a browser', () => {
  it('a tab that loads its page after the time limit → the next use waits for its own tab', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const log: string[] = []
    const late = tabOf('the first tab', log)
    const next = tabOf('the second tab', log)
    const opened = [Promise.resolve(late.tab), turn().then(() => next.tab)]
    const pages = createPages({
      target: new URL('https://api.example.com/items'),
      real: new Map([[origin, Promise.resolve(false)]]),
      openTab: () => opened.shift() ?? Promise.reject(new Error('a third tab')),
      proxy: { serve: () => {} } as unknown as ForwardProxy,
      pagePort: 0,
    })
    const first = pages.on(origin, async () => log.push('the first use'))
    const rejected = assert.rejects(first, /the page/)
    await turn()
    t.mock.timers.tick(90_000)
    await rejected

    const second = pages.on(origin, async () => log.push('the second use'))
    late.arrive()
    await turn()
    await turn()
    assert.ok(!log.includes('the second use'), log.join('\n'))
    next.arrive()
    await second
    assert.deepEqual(log, [
      `the first tab goes to ${origin}/`,
      'the first tab is closed',
      `the second tab goes to ${origin}/`,
      'the second use',
    ])
  })
})
