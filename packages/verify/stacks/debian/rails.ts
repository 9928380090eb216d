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

const stack = 'Rails.application.config.middleware'
const first = `${stack}.insert_before 0, Rack::Cors`

/** Rails with rack-cors, in an API that requires a token. */
export const rails: RealStack = {
  id: 'rails',
  find: () => findAll(debianPackage('Rails', 'ruby-railties'), rackCorsGem, puma),
  options: withToken,
  files: ({ cors = '' }) => ({
    'config.ru': `
require_relative "config/environment"
run Rails.application
`,
    'config/environment.rb': `
require "action_controller/railtie"
require "rack/cors"

${authenticate}

class Api < Rails::Application
  config.api_only = true
  config.eager_load = false
  config.logger = Logger.new(File::NULL)
  config.secret_key_base = "a server that only this machine reaches"
  config.middleware.use Authenticate
end

class ItemsController < ActionController::API
  def index
    headers["X-Total-Count"] = "2"
    render json: [{ id: 1 }, { id: 2 }]
  end

  def update
    head :no_content
  end

  def boom
    raise "boom"
  end
end

Rails.application.routes.append do
  get "/api/items", to: "items#index"
  patch "/api/items", to: "items#update"
  get "/api/boom", to: "items#boom"
end

Rails.application.initialize!
`,
    'config/initializers/cors.rb': cors,
  }),
  start: runPuma,
  wrong: [
    { title: 'no CORS layer', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: { cors: rackCorsLayer(first, anyOrigin, complete) },
    },
    {
      title: 'authentication before CORS (`middleware.use`)',
      places: { cors: rackCorsLayer(`${stack}.use Rack::Cors`, originList, complete) },
    },
    {
      title: 'method not listed, header not exposed',
      places: { cors: rackCorsLayer(first, originList, 'headers: :any') },
    },
  ],
}
