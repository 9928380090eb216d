import { findModules } from '../npm.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** webpack-dev-server with a static file; it has headers and no CORS layer. */
export const webpackDevServer: RealStack = {
  id: 'webpack-dev-server',
  find: () => findModules({ 'webpack-dev-server': 'webpack-dev-server' }),
  path: '/items.json',
  options: { exposedHeaders: ['etag'], requests: ['GET /nothing.json'] },
  files: ({ cors = '' }) => ({
    'src/index.js': '',
    'public/items.json': '[{ "id": 1 }, { "id": 2 }]',
    'webpack.config.js': `
module.exports = {
  mode: 'development',
${cors}
}
`,
    // As \`webpack serve\` does, whose package needs a newer Node.
    'serve.mjs': `
import webpack from 'webpack'
import WebpackDevServer from 'webpack-dev-server'
import config from './webpack.config.js'

const options = {
  ...config.devServer,
  host: '127.0.0.1',
  port: process.env.PORT,
  allowedHosts: 'all',
  // Without the client that reloads pages there is little to compile.
  client: false,
  hot: false,
  liveReload: false,
}
await new WebpackDevServer(options, webpack({ ...config, infrastructureLogging: { level: 'none' } })).start()
`,
  }),
  start: node('serve.mjs'),
  wrong: [
    { title: 'no CORS headers', named: true, places: {} },
    {
      title: '`*` with credentials',
      named: true,
      places: { cors: `  devServer: { headers: { 'Access-Control-Allow-Origin': '*' } },` },
    },
    {
      title: 'origin not listed, methods and headers not listed',
      named: true,
      places: {
        cors: `  devServer: {
    headers: {
      'Access-Control-Allow-Origin': 'https://app.example.com',
      'Access-Control-Allow-Credentials': 'true',
      'Vary': 'Origin',
    },
  },`,
      },
    },
    {
      title: 'any origin reflected with credentials',
      named: true,
      places: {
        cors: `  devServer: {
    headers: (req) => ({
      'Access-Control-Allow-Origin': req.headers.origin ?? '*',
      'Access-Control-Allow-Credentials': 'true',
    }),
  },`,
      },
    },
  ],
}
