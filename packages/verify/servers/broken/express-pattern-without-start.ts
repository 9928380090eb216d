// WRONG ON PURPOSE: the pattern has no beginning, so https://attacker-example.com matches.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Matches origins that only end with the site.',
  stack: 'express cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, origin: /example\.com$/ }))),
}
