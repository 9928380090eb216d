// WRONG ON PURPOSE: https://app.example.com.attacker.example includes it too.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows origins that include the allowed host anywhere.',
  stack: 'express cors',
  stands: 'failure 21',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, origin: /app\.example\.com/ }))),
}
