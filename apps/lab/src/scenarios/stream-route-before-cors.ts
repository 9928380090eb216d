import cors from 'cors'
import { eventStream } from 'cors-verify/servers/api'
import { blocked } from './_expected.ts'
import { listens } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  listens('app', 'The page opens an EventSource.'),
  listens('attacker', 'The attacker’s page opens one too.'),
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
  group: 'event-streams',
  title: 'An event stream route registered before the CORS middleware',
  prose:
    'Express runs handlers in the order in which they are registered. A route before the middleware responds without it.',
  wrong: {
    server: verifyServer('express-stream-before-cors'),
    steps,
    expected: [blocked(['GET', 200]), blocked(['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-express.ts'),
    steps,
    expected: [{ readable: true, serverSaw: ['GET'] }, blocked(['GET', 200])],
  },
  spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource-withcredentials',
  failure: 18,
  app: 'apps/api/src/routes/events.ts',
}
