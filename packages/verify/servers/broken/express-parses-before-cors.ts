// WRONG ON PURPOSE: a body that is no JSON is answered 400 before the middleware is reached.
import cors from 'cors'
import express from 'express'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Parses bodies before CORS.',
  stack: 'express cors',
  stands: 'failure 19',
  expects: ['error-without-cors'],
  listen: () =>
    serveExpress((app) => {
      app.use(express.json())
      app.use(cors(rightCors))
    }),
}
