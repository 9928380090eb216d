import { verifyServer } from '../_helpers.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked } from '../_expected.ts'
import { listens } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'proxy-stream-without-cors': {
    title: 'An add_header in a location block drops the inherited CORS headers of an event stream',
    prose:
      'In nginx a location block with an add_header of its own inherits none from the level above. Here the block for streams adds one header and loses the others. Repeat them in the block, or, from nginx 1.29.3 on, set add_header_inherit merge.',
    steps: [
      listens('app', 'The page opens an EventSource.'),
      listens('attacker', 'The attacker’s page opens one too.'),
    ],
    wrong: {
      server: verifyServer('proxy-stream-without-cors'),
      expected: [blocked(['GET', 200]), blocked(['GET', 200])],
    },
    right: {
      server: rightProxy,
      expected: [{ readable: true, serverSaw: ['GET'] }, blocked(['GET', 200])],
    },
    spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource-withcredentials',
    failure: 18,
    app: 'apps/api/src/routes/events.ts',
  },
}
