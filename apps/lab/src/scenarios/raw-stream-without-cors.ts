import cors from '@fastify/cors'
import { eventStream } from 'cors-verify/servers/api'
import { listens } from './_acts.ts'
import { serveFastify } from './_bases.ts'
import { verifySetUp } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  listens('app', 'The page listens to the events.'),
  listens('attacker', 'A stranger’s page listens too.'),
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
  group: 'Errors and streams',
  title: 'A page hears nothing of an event stream that is written past the framework',
  prose:
    'What leaves through reply.raw leaves without the headers that hooks have set. The stream is open on the server, and the browser closes it at the page’s end. An event stream is fetched with CORS as anything else.',
  wrong: {
    setUp: verifySetUp('fastify-raw-stream'),
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  right: {
    setUp: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    acts,
    promised: [
      { readable: true, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource-withcredentials',
  failure: 18,
  app: 'apps/api/src/routes/events.ts',
}
