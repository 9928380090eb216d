// WRONG ON PURPOSE: a body that is not JSON gets 400 before the CORS middleware runs.
import cors from 'cors'
import express from 'express'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Parses bodies before CORS.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  listen: () =>
    serveExpress((app) => {
      app.use(express.json())
      app.use(cors(rightCors))
    }),
}
