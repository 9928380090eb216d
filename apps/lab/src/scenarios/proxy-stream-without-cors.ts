import { listens } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  listens('app', 'The page listens to the events.'),
  listens('attacker', 'A stranger’s page listens too.'),
]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page hears nothing of an event stream whose location block has headers of its own',
  prose:
    'In nginx, one add_header in a location block drops all those inherited from above. The block for streams turned buffering off, added a header, and lost the others.',
  wrong: {
    setUp: verifySetUp('proxy-stream-without-cors'),
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  right: {
    setUp: rightProxy,
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
