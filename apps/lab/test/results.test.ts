import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { resultOf, run, stateOf } from '../src/page/running/results.ts'
import { sidesOf } from '../src/page/running/side-name.ts'
import { isAsExpected, type JudgedStep } from '../src/page/running/judge.ts'
import type { ScenarioView, SideView } from '../src/shared/types.ts'
import { step } from './exchanges.ts'

const side: SideView = { code: '', file: '', steps: [], expected: [] }
const view = (id: string, rest: Partial<ScenarioView> = {}): ScenarioView => ({
  id,
  group: 'preflight',
  title: '',
  prose: '',
  wrong: side,
  spec: '',
  app: '',
  ...rest,
})

/** The response of the lab's server, by side. The sides have no steps, so that no browser is needed. */
const responses = new Map<string, () => Promise<Response>>()
const { fetch } = globalThis
before(() => {
  globalThis.fetch = (_, init) => {
    const body = typeof init?.body === 'string' ? init.body : '{}'
    const { side: name = '' } = JSON.parse(body) as { side?: string }
    return (responses.get(name) ?? (() => Promise.resolve(new Response('[]'))))()
  }
})
after(() => (globalThis.fetch = fetch))

const started = () => Promise.resolve(Response.json({ id: 'a', api: 'http://a' }))

test('a scenario without a fixed side → one side; with one → two', () => {
  assert.deepEqual(sidesOf(view('one')), ['wrong'])
  assert.deepEqual(sidesOf(view('one', { right: side })), ['wrong', 'right'])
})

test('the state of a scenario → that of its worse side; not run until both sides have run', async () => {
  const both = view('both', { right: side })
  assert.equal(stateOf(both), 'not run')
  responses.set('wrong', started)
  await run(both, 'wrong')
  assert.equal(resultOf('both', 'wrong')?.state, 'as expected')
  assert.equal(stateOf(both), 'not run')

  responses.set('right', () => Promise.reject(new TypeError('rejected')))
  await run(both, 'right')
  assert.deepEqual(resultOf('both', 'right'), {
    state: 'failed',
    error: 'The lab’s server does not respond. Is it still running?',
  })
  assert.equal(stateOf(both), 'failed')

  responses.set('right', started)
  await run(both, 'right')
  assert.equal(stateOf(both), 'as expected')
})

test('a response with an error status → the problems in its body, or its status', async () => {
  const rejected = async (response: Response) => {
    responses.set('wrong', () => Promise.resolve(response))
    await run(view('rejected'), 'wrong')
    const result = resultOf('rejected', 'wrong')
    return result?.state === 'failed' ? result.error : result?.state
  }
  const problems = Response.json({ problems: ['one', 'two'] }, { status: 400 })
  assert.equal(await rejected(problems), 'one\ntwo')
  const proxy = new Response('<html>', { status: 502 })
  assert.equal(await rejected(proxy), 'POST /lab/runs got 502.')
})

test('a side that is running → is not started a second time', async () => {
  const one = view('again')
  let starts = 0
  let release = () => {}
  responses.set('wrong', started)
  await run(one, 'wrong')
  responses.set('wrong', async () => {
    starts++
    await new Promise<void>((resolve) => (release = resolve))
    return started()
  })
  const running = run(one, 'wrong')
  await run(one, 'wrong')
  assert.deepEqual(resultOf('again', 'wrong'), { state: 'running', steps: [] })
  assert.equal(stateOf(one), 'running')
  release()
  await running
  assert.equal(starts, 1)
  assert.equal(stateOf(one), 'as expected')
})

test('a side that the scenario does not have → does not run', async () => {
  await run(view('one-sided'), 'right')
  assert.equal(resultOf('one-sided', 'right'), undefined)
})

test('one comparison that differs → the steps are not as expected', () => {
  const judged = (...holds: boolean[]): JudgedStep => ({
    step: step(),
    outcome: { readable: true },
    recorded: [],
    comparisons: holds.map((each) => ({ what: '', expected: '', actual: '', holds: each })),
    elsewhere: [],
  })
  assert.equal(isAsExpected([judged(true), judged(true, true)]), true)
  assert.equal(isAsExpected([judged(true), judged(true, false)]), false)
})
