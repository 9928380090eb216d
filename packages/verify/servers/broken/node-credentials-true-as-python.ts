// WRONG ON PURPOSE: only the lower-case word true counts.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Spells true with a capital letter.',
  stack: 'node:http',
  stands: 'B04',
  expects: ['credentials-blocked'],
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Credentials': 'True' }),
}
