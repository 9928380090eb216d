import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { createQuery } from '../src/api/query.ts'

interface Reading {
  signal: AbortSignal
  answer: (data: string) => Promise<void>
  fail: (problem: Error) => Promise<void>
}

/** A query whose answers come when the test says so. */
function queryOfTest() {
  const readings: Reading[] = []
  const query = createQuery<string>(
    (signal) =>
      new Promise((resolve, reject) => {
        readings.push({
          signal,
          answer: (data) => (resolve(data), settled()),
          fail: (problem) => (reject(problem), settled()),
        })
        // As fetch does.
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  )
  return { query, readings, reading: (n: number) => readings[n] ?? assert.fail(`no reading ${n}`) }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
const later = (seconds: number) => {
  mock.timers.tick(seconds * 1000)
}
const noAnswer = new Error('no answer')

beforeEach(() => {
  mock.timers.enable({ apis: ['Date'], now: 1_000_000_000 })
})
afterEach(() => {
  mock.timers.reset()
})

describe('a query', () => {
  it('that comes into sight is read once, however many ask while it is under way', async () => {
    const { query, readings, reading } = queryOfTest()
    void query.enter()
    void query.refresh()
    assert.equal(query.isLoading.value, true)
    assert.equal(query.data.value, undefined)
    await reading(0).answer('one')
    assert.deepEqual([query.data.value, query.isLoading.value], ['one', false])
    assert.equal(readings.length, 1)
  })

  it('is fresh for five seconds, and read again after them', async () => {
    const { query, readings, reading } = queryOfTest()
    void query.enter()
    await reading(0).answer('one')
    later(4.9)
    void query.refresh()
    assert.equal(readings.length, 1)
    later(0.1)
    void query.refresh()
    assert.equal(readings.length, 2)
  })

  it('keeps its data in sight while it is read again, and when that fails', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    await reading(0).answer('one')
    void query.refetch()
    assert.deepEqual([query.data.value, query.isLoading.value], ['one', true])
    await reading(1).fail(noAnswer)
    assert.deepEqual([query.data.value, query.isLoading.value], ['one', false])
    assert.equal(query.error.value, noAnswer)
  })

  it('that failed is never fresh, and its error stays until an answer comes', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    await reading(0).fail(noAnswer)
    void query.refresh()
    assert.equal(query.error.value, noAnswer)
    await reading(1).answer('one')
    assert.deepEqual([query.data.value, query.error.value], ['one', undefined])
  })

  it('that is read anew aborts what is under way, and never shows its answer or its error', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    void query.refetch()
    assert.equal(reading(0).signal.aborted, true)
    await settled()
    assert.deepEqual([query.error.value, query.isLoading.value], [undefined, true])
    await reading(1).answer('new')
    await reading(0).answer('old')
    assert.equal(query.data.value, 'new')
  })

  it('does not show an answer that had come before it was read anew', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    void reading(0).answer('old')
    void query.refetch()
    await settled()
    assert.deepEqual([query.data.value, query.isLoading.value], [undefined, true])
  })

  it('resolves when its reading fails: the error is there to be shown', async () => {
    const { query, reading } = queryOfTest()
    const refetched = query.refetch()
    await reading(0).fail(noAnswer)
    await refetched
  })
})

describe('a query that is invalidated', () => {
  it('is read again at once when somebody looks at it, fresh or under way', async () => {
    const { query, readings, reading } = queryOfTest()
    void query.enter()
    void query.invalidate()
    assert.equal(reading(0).signal.aborted, true)
    await reading(1).answer('one')
    void query.invalidate()
    assert.equal(readings.length, 3)
  })

  it('is read again when somebody comes back to it, and shows what it had until then', async () => {
    const { query, readings, reading } = queryOfTest()
    void query.enter()
    await reading(0).answer('one')
    query.leave()
    void query.invalidate()
    assert.equal(readings.length, 1)
    void query.enter()
    assert.deepEqual([readings.length, query.data.value], [2, 'one'])
  })
})

describe('a query that nobody looks at any more', () => {
  it('is given up while it has nothing to show', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    query.leave()
    assert.equal(reading(0).signal.aborted, true)
    await settled()
    assert.deepEqual([query.error.value, query.isLoading.value], [undefined, false])
  })

  it('is shown again as it was within five minutes, and as if never seen after them', async () => {
    const { query, reading } = queryOfTest()
    void query.enter()
    await reading(0).answer('one')
    query.leave()
    later(299)
    void query.enter()
    assert.equal(query.data.value, 'one')
    await reading(1).answer('two')
    query.leave()
    later(301)
    void query.enter()
    assert.equal(query.data.value, undefined)
  })
})

it('what is set by hand takes the place of data and error, and is fresh', async () => {
  const { query, readings, reading } = queryOfTest()
  void query.enter()
  await reading(0).fail(noAnswer)
  query.set('by hand')
  void query.refresh()
  assert.deepEqual([query.data.value, query.error.value], ['by hand', undefined])
  assert.equal(readings.length, 1)
})
