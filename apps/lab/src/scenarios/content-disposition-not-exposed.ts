import cors from 'cors'
import type { Express } from 'express'
import { fetches } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

// #region download
function addDownload(app: Express): void {
  app.get('/api/items.csv', (_request, response) => {
    response.attachment('items of May.csv').send('id,title\n1,Milk\n2,Bread\n')
  })
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the page cannot read the name of the file.
    serveExpress((app) => {
      app.use(cors(rightCors))
      addDownload(app)
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, exposedHeaders: ['X-Total-Count', 'Content-Disposition'] }))
      addDownload(app)
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page downloads a file and reads its name.', {
    path: '/api/items.csv',
    reads: ['Content-Disposition', 'Content-Type'],
  }),
]
const contentType = 'text/csv; charset=utf-8'

export const scenario: Scenario = {
  group: 'null-header',
  title: 'Content-Disposition is null: the file name of a download is not exposed',
  prose:
    'The network panel shows Content-Disposition with the file name, and headers.get() returns null: the header is not one of the seven safelisted ones. Content-Type is. List Content-Disposition in Access-Control-Expose-Headers.',
  wrong: {
    server: regions(import.meta.url, ['download', 'wrong'], wrong.listen, './_right-express.ts'),
    steps,
    expected: [
      {
        readable: true,
        status: 200,
        values: { 'Content-Disposition': null, 'Content-Type': contentType },
        serverSaw: ['GET'],
      },
    ],
  },
  right: {
    server: regions(import.meta.url, ['download', 'right'], right.listen, './_right-express.ts'),
    steps,
    expected: [
      {
        readable: true,
        status: 200,
        values: {
          'Content-Disposition': 'attachment; filename="items of May.csv"',
          'Content-Type': contentType,
        },
        serverSaw: ['GET'],
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
