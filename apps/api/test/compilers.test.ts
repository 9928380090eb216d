import fastJson from 'fast-json-stringify'
import type { FastifyInstance, RouteOptions } from 'fastify'
import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import { after, describe, it } from 'node:test'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import { openApi } from './helpers/api.ts'

const routes: RouteOptions[] = []
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', (route) => void routes.push(route))
})
const api = await openApi()
after(api.close)

type Answer = TSchema & { content?: Record<string, { schema: TSchema }> }

describe('the schemas of the routes, which are compiled when they are first needed', () => {
  it('can all be compiled', () => {
    let count = 0
    for (const { schema } of routes) {
      const { body, querystring, params, response = {} } = schema ?? {}
      for (const part of [body, querystring, params]) {
        if (part !== undefined) assert.ok(Compile(part as TSchema).IsAccelerated())
      }
      for (const answer of Object.values(response as Record<string, Answer>)) {
        for (const each of answer.content ? Object.values(answer.content) : [{ schema: answer }]) {
          assert.equal(typeof fastJson(each.schema), 'function')
          count += 1
        }
      }
    }
    assert.ok(count > 20, `${count} answers`)
  })

  for (const query of ['limit=', 'limit=NaN', 'limit=1&limit=2', 'limit=1.5', 'x=1']) {
    it(`GET /api/items?${query} is refused`, async () => {
      assert.equal((await api.app.inject(`/api/items?${query}`)).statusCode, 400)
    })
  }

  it('a number in a URL is read as one: ?limit=1e1 is a page of ten', async () => {
    assert.equal((await api.app.inject('/api/items?limit=1e1')).statusCode, 200)
  })
})
