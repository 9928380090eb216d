import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recogniseStacks } from '../src/stacks/recognise.ts'
import { stacks } from '../src/stacks/index.ts'
import { unrecognisable } from '../src/stacks/shared/marks.ts'
import { get } from './recorded.ts'
import { recordings } from './stacks-recognised.ts'

const idsOf = (found: ReturnType<typeof recogniseStacks>) => found.map(({ stack }) => stack.id)

describe('a stack is recognised from its responses', () => {
  for (const { stack, certain, shows, exchange, twin } of recordings) {
    it(`${stack}: ${shows} → recognised, ${certain ? 'certain' : 'not certain'}`, () => {
      const found = recogniseStacks([exchange]).find((each) => each.stack.id === stack)
      assert.ok(found, idsOf(recogniseStacks([exchange])).join())
      assert.equal(found.certain, certain)
      assert.ok(found.proof.includes(shows), found.proof)
    })

    it(`${stack}: what is similar to ${shows} → not recognised`, () => {
      assert.ok(!idsOf(recogniseStacks([twin])).includes(stack))
    })
  }

  it('each stack → has a recording, unless nothing shows it', () => {
    const recorded = new Set(recordings.map(({ stack }) => stack))
    for (const { id, recognise } of stacks)
      assert.equal(recorded.has(id), recognise !== unrecognisable, id)
  })

  it('no response, and a response without a mark → no stack', () => {
    assert.deepEqual(recogniseStacks([]), [])
    assert.deepEqual(recogniseStacks([get('200\nContent-Type: application/json\n\n[]')]), [])
  })

  it('a proxy and the application behind it → both', () => {
    const found = recogniseStacks([
      get('200\nServer: nginx\nX-Powered-By: Express\n\n[]'),
      get('502\nServer: nginx\n\n<center>nginx</center>'),
    ])
    assert.deepEqual(idsOf(found), ['nginx', 'express'])
  })
})
