import { findModules } from '../npm.ts'
import { withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** NestJS on Express, in an app whose middleware requires a token. */
export const nestjs: RealStack = {
  id: 'nestjs',
  find: () => findModules({ NestJS: '@nestjs/core', Express: 'express' }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import 'reflect-metadata'
import { Controller, Get, Header, Module, Patch } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'

class Items {
  list() {
    return [{ id: 1 }, { id: 2 }]
  }
  save() {
    return { saved: true }
  }
  boom() {
    throw new Error('boom')
  }
}
// The calls that decorators make, without a compiler.
const decorate = (name, ...decorators) => {
  const descriptor = Object.getOwnPropertyDescriptor(Items.prototype, name)
  for (const each of decorators) each(Items.prototype, name, descriptor)
}
decorate('list', Get('items'), Header('X-Total-Count', '2'))
decorate('save', Patch('items'))
decorate('boom', Get('boom'))
Controller('api')(Items)

class App {}
Module({ controllers: [Items] })(App)

const app = await NestFactory.create(App, { logger: false })
${cors}
app.use((req, res, next) => {
  if (req.headers.authorization) next()
  else res.status(401).json({ message: 'Unauthorized', statusCode: 401 })
})
${late}
await app.listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    { title: 'no CORS layer', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: { cors: 'app.enableCors({ origin: true, credentials: true })' },
    },
    { title: '`*` with credentials', places: { cors: 'app.enableCors()' } },
    {
      title: 'authentication before CORS, origin not listed',
      places: {
        late: `app.enableCors({ origin: ['https://app.example.com'], credentials: true })`,
      },
    },
  ],
}
