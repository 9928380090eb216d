import { originList, withToken } from '../pages.ts'
import { findAll } from '../program.ts'
import type { RealStack } from '../types.ts'
import { debianPackage } from './dpkg.ts'
import {
  anyOrigin,
  authenticate,
  complete,
  puma,
  rackCorsGem,
  rackCorsLayer,
  runPuma,
} from './ruby.ts'

const use = 'use Rack::Cors'

/** Sinatra with rack-cors in its config.ru, in an app that requires a token. */
export const rackCors: RealStack = {
  id: 'rack-cors',
  find: () => findAll(rackCorsGem, debianPackage('Sinatra', 'ruby-sinatra'), puma),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'config.ru': `
require "json"
require "rack/cors"
require "sinatra/base"

${authenticate}

class Api < Sinatra::Base
  get "/api/items" do
    content_type :json
    headers "X-Total-Count" => "2"
    [{ id: 1 }, { id: 2 }].to_json
  end

  patch "/api/items" do
    204
  end

  get "/api/boom" do
    raise "boom"
  end
end

${cors}
use Authenticate
${late}
run Api
`,
  }),
  start: runPuma,
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: rackCorsLayer(use, anyOrigin, complete) },
    },
    {
      title: 'authentication before CORS',
      places: { late: rackCorsLayer(use, originList, complete) },
    },
    {
      title: 'method not listed, header not exposed',
      places: { cors: rackCorsLayer(use, originList, 'headers: :any') },
    },
    {
      title: 'CORS on one path',
      places: { cors: rackCorsLayer(use, originList, complete, '/api/items') },
    },
  ],
}
