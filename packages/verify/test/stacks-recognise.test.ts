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

    it(`${stack}: a response similar to ${shows} → not recognised`, () => {
      assert.ok(!idsOf(recogniseStacks([twin])).includes(stack))
    })
  }

  it('each stack → has a recording, unless its responses have no mark', () => {
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

  it('a framework that is built on another → the framework alone', () => {
    const nest = get(
      '404\nX-Powered-By: Express\n\n{"message":"Cannot GET /x","error":"Not Found","statusCode":404}',
    )
    assert.deepEqual(idsOf(recogniseStacks([nest])), ['nestjs'])
    const laravel = get('200\nX-Powered-By: PHP/8.3\nSet-Cookie: laravel_session=a\n\n[]')
    assert.deepEqual(idsOf(recogniseStacks([laravel])), ['laravel'])
  })

  it('marks that are certain and marks that are not → the certain stack', () => {
    const found = recogniseStacks([
      get('200\nKeep-Alive: timeout=5\nX-Powered-By: Express\n\n[]'),
      get('404\n\n404 Not Found'),
    ])
    assert.deepEqual(idsOf(found), ['express'])
  })

  it('several marks that are not certain → the first stack of the list, as not certain', () => {
    const [found, ...others] = recogniseStacks([get('404\nKeep-Alive: timeout=5\n\n404 Not Found')])
    assert.deepEqual([found?.stack.id, found?.certain, others], ['hono', false, []])
  })
})
