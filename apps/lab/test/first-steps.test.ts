import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decide } from 'cors-verify/decide'
import { configuredOriginOf } from '../src/page/running/page-origins.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { responsesOf } from '../src/page/steps/responses.ts'
import type { FirstStep, Trial } from '../src/page/steps/types.ts'
import { readCustomResponses } from '../src/server/custom-server.ts'
import { loadScenarios } from '../src/server/scenarios.ts'
import type { Step } from '../src/shared/types.ts'

const { scenarios } = await loadScenarios()
const allTrials = firstSteps.flatMap(({ trials }) => trials)

/** Returns the decision of cors-verify about a request; undefined if no CORS check applies to it. */
function isReadable({ page, action }: Step, { preflight, actual }: Trial['server']) {
  if (action.kind !== 'fetch' || action.mode === 'no-cors') return undefined
  const { method, credentials, headers = {} } = action
  const request = {
    origin: configuredOriginOf(page),
    method,
    credentials,
    headers: Object.entries(headers),
  }
  return decide(request, { preflight, actual }).allowed
}

describe('the first steps', () => {
  it('five steps → five different titles', () => {
    assert.equal(new Set(firstSteps.map(({ title }) => title)).size, 5)
  })

  for (const { title, trials } of firstSteps)
    for (const trial of trials)
      it(`${title}, ${trial.title} → each expected result is that of the standard`, () => {
        assert.equal(trial.steps.length, trial.expected.length)
        for (const [index, step] of trial.steps.entries()) {
          const decided = isReadable(step, trial.server)
          assert.equal(trial.expected[index]?.readable, decided ?? false, step.says)
        }
      })

  it('each server → can be started by the lab', () => {
    for (const { server } of allTrials) assert.deepEqual(readCustomResponses(server), server)
  })

  it('each server → sends each header of the one before', () => {
    for (const [index, { server }] of allTrials.entries()) {
      const before = allTrials[index - 1]?.server
      for (const which of ['preflight', 'actual'] as const)
        for (const line of before?.[which].headers ?? [])
          assert.ok(
            server[which].headers.some((each) => String(each) === String(line)),
            `trial ${index + 1}, ${which}: ${line.join(': ')}`,
          )
    }
  })

  it('each term → is explained once, and no earlier step uses it', () => {
    const terms = firstSteps.flatMap((step, index) =>
      step.terms.map(({ term }) => ({ term, index })),
    )
    assert.equal(new Set(terms.map(({ term }) => term)).size, terms.length)
    for (const { term, index } of terms)
      for (const earlier of firstSteps.slice(0, index))
        assert.doesNotMatch(textOf(earlier), wordPattern(term), `${term}: in “${earlier.title}”`)
  })

  it('each scenario that a step links to → exists', () => {
    const ids = scenarios.map(({ id }) => id)
    for (const id of firstSteps.flatMap((step) => step.scenarios)) assert.ok(ids.includes(id), id)
  })
})

/** Returns the text of a step without code, because names of headers are not terms. */
function textOf({ title, question, intro, terms, trials, conclusion }: FirstStep): string {
  const ofTrials = trials.flatMap((trial) => [trial.title, ...trial.steps.map(({ says }) => says)])
  const explained = terms.map(({ meaning }) => meaning)
  return [title, question, ...intro, ...explained, ...ofTrials, ...conclusion]
    .join('\n')
    .replace(/`[^`]*`/g, '')
}

function wordPattern(term: string): RegExp {
  return new RegExp(`\\b${term}\\b`, 'i')
}

describe('responsesOf', () => {
  const [first, second] = allTrials
  const preflighted = allTrials.filter(({ expected }) =>
    expected.some(({ serverSaw }) => serverSaw?.includes('OPTIONS')),
  )

  it('a line that the server before did not send → is new', () => {
    assert.ok(first && second)
    const [response] = responsesOf(second, first)
    assert.deepEqual(
      response?.lines.filter(({ isNew }) => isNew).map(({ text }) => text),
      ['Access-Control-Allow-Origin: https://app.example.com'],
    )
    assert.deepEqual(response.lines[0], { text: '200 OK', isNew: false })
  })

  it('the very first server → no line is new', () => {
    assert.ok(first)
    const lines = responsesOf(first, undefined).flatMap((response) => response.lines)
    assert.ok(lines.every(({ isNew }) => !isNew))
  })

  it('the response to OPTIONS → is shown only if the browser sends one', () => {
    const shown = allTrials.filter((trial) =>
      responsesOf(trial, undefined).some(({ to }) => to === 'Response to OPTIONS'),
    )
    assert.ok(preflighted.length > 0)
    assert.deepEqual(shown, preflighted)
  })
})
