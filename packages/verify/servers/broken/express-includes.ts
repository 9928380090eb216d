// WRONG ON PURPOSE: https://app.example.com.attacker.example includes it too.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows origins that include the allowed host anywhere.',
  stack: 'express cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, origin: /app\.example\.com/ }))),
}
