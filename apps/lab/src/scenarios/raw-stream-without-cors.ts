import cors from '@fastify/cors'
import { eventStream } from 'cors-verify/servers/api'
import { blocked } from './_expected.ts'
import { listens } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  listens('app', 'The page opens an EventSource.'),
  listens('attacker', 'The attacker’s page opens one too.'),
]

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/events', (_request, reply) =>
        reply.type('text/event-stream').send(eventStream()),
      )
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'event-streams',
  title: 'An event stream written with reply.raw has no CORS headers',
  prose:
    'What is written to reply.raw lacks the headers that hooks have set. The browser blocks the stream, and an EventSource does not reconnect after a CORS error. An EventSource needs the same headers as a fetch.',
  wrong: {
    server: verifyServer('fastify-raw-stream'),
    steps,
    expected: [blocked(['GET', 200]), blocked(['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, serverSaw: ['GET'] }, blocked(['GET', 200])],
  },
  spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource-withcredentials',
  failure: 18,
  app: 'apps/api/src/routes/events.ts',
}
