// WRONG ON PURPOSE: the list has only the web page; the app on iOS has an origin of its own.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import { webOrigin } from '../types.ts'
import type { PublicProblem } from './types.ts'

const app = 'capacitor://localhost'

export const problem: PublicProblem = {
  title: 'The API does not list the origin of the app on iOS.',
  threads: [
    'https://github.com/ionic-team/capacitor/issues/1041',
    'https://github.com/Morelitea/initiative/pull/499',
  ],
  stack: 'express',
  cause: 'origin-not-listed',
  fix: /^Add `'capacitor:\/\/localhost'` to `origin`/,
  options: { origins: [app], credentials: false, cookies: {}, csrf: [], webSockets: [] },
  wrong: () => serveExpress((api) => api.use(cors({ ...rightCors, origin: [webOrigin] }))),
  right: () => serveExpress((api) => api.use(cors({ ...rightCors, origin: [webOrigin, app] }))),
}
