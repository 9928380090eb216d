import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Progress } from '../src/index.ts'
import { countSteps } from '../src/progress.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan } from '../src/verify.ts'
import { serve } from './little-server.ts'
import { privateApi, verified, webOrigin } from './verified.ts'

/** The progress that a run reports. */
async function progressOf(listener: typeof privateApi): Promise<Progress[]> {
  const reported: Progress[] = []
  await verified(listener, { credentials: true, onProgress: (progress) => reported.push(progress) })
  return reported
}

const totals = (reported: readonly Progress[]) => [...new Set(reported.map(({ total }) => total))]

describe('the progress of a run', { concurrency: true }, () => {
  it('counts each check once, the first and the last one too', async () => {
    const reported = await progressOf(privateApi)
    assert.equal(reported[0]?.check, 'the same request again and again')
    assert.equal(reported.at(-1)?.check, 'time of the origin check')
    const [total = 0, ...others] = totals(reported)
    assert.deepEqual(others, [])
    // A check may be reported more than once while it runs. Its count changes when it has ended.
    const counts = [...new Set(reported.map(({ done }) => done))]
    assert.deepEqual(
      counts,
      Array.from({ length: total }, (_, index) => index),
    )
  })

  it('counts omitted checks as done, for a server whose responses change', async () => {
    let count = 0
    const reported = await progressOf((request, response) => {
      count += 1
      if (count % 2 === 0) response.end()
      else privateApi(request, response)
    })
    const [total = 0, ...others] = totals(reported)
    assert.deepEqual(others, [])
    assert.equal(reported.at(-1)?.done, total - 1)
  })

  it('counts the browser checks as a step when there are any, and not otherwise', async () => {
    const server = await serve(privateApi)
    const reported: Progress[] = []
    const plan = resolvePlan(server.url, {
      origins: [webOrigin],
      credentials: true,
      onProgress: (progress) => reported.push(progress),
    })
    await verifyPlan(plan, () => Promise.resolve({ missing: 'No browser is there.' }))
    await server.close()
    const [without = 0] = totals(await progressOf(privateApi))
    assert.deepEqual(totals(reported), [without + 1])
    assert.equal(reported.at(-1)?.done, without)
  })
})

describe('the requests of a run', () => {
  it('are reported with the check that makes them, and with the origin of the page', async () => {
    const reported = await progressOf(privateApi)
    const requests = reported.flatMap(({ check, request }) =>
      request === undefined ? [] : [{ check, ...request }],
    )
    const first = requests[0]
    assert.equal(first?.check, 'the same request again and again')
    assert.match(first.url, /^http:\/\/.*\/items$/)
    assert.equal(first.origin, webOrigin)
    assert.ok(new Set(requests.map(({ check }) => check)).size > 5)
    assert.ok(requests.some(({ method }) => method === 'OPTIONS'))
    assert.ok(requests.some(({ origin }) => origin !== undefined && origin !== webOrigin))
  })
})

describe('steps side by side', () => {
  it('are reported as each begins and ends, under the name of the longest-running one', async () => {
    const reported: string[] = []
    const steps = countSteps(3, ({ check, done, total }) =>
      reported.push(`${done}/${total} ${check}`),
    )
    let endFirst = () => {}
    const first = steps.during('a', () => new Promise<void>((resolve) => (endFirst = resolve)))
    await steps.during('b', () => Promise.resolve())
    endFirst()
    await first
    steps.leaveOut(1)
    assert.deepEqual(reported, ['0/3 a', '0/3 a', '1/3 a'])
  })

  it('that fail count as done, and reject with their error', async () => {
    const reported: string[] = []
    const steps = countSteps(2, ({ check, done }) => reported.push(`${done} ${check}`))
    await assert.rejects(
      steps.during('a', () => Promise.reject(new Error('no'))),
      /no/,
    )
    await steps.during('b', () => Promise.resolve())
    assert.deepEqual(reported, ['0 a', '1 b'])
  })
})
