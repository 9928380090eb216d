import cors from 'cors'
import { eventStream } from 'cors-verify/servers/api'
import { listens } from './_acts.ts'
import { serveExpress } from './_bases.ts'
import { verifySetUp } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  listens('app', 'The page listens to the events.'),
  listens('attacker', 'A stranger’s page listens too.'),
]

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      app.use(cors(rightCors))
      app.get('/api/events', (_request, response) => {
        eventStream().pipe(response.type('text/event-stream'))
      })
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page hears nothing of an event stream whose route stands before CORS',
  prose:
    'Express asks its handlers in the order they were added. A route above the middleware never meets it.',
  wrong: {
    setUp: verifySetUp('express-stream-before-cors'),
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  right: {
    setUp: regions(import.meta.url, ['right'], right.listen, './_right-express.ts'),
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
