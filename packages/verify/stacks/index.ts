import { aiohttp } from './debian/aiohttp.ts'
import { apache } from './debian/apache.ts'
import { caddy } from './debian/caddy.ts'
import { django } from './debian/django.ts'
import { flask } from './debian/flask.ts'
import { gin } from './debian/gin.ts'
import { gorilla } from './debian/gorilla.ts'
import { haproxy } from './debian/haproxy.ts'
import { jetty } from './debian/jetty.ts'
import { lighttpd } from './debian/lighttpd.ts'
import { nginx } from './debian/nginx.ts'
import { php } from './debian/php.ts'
import { plack } from './debian/plack.ts'
import { rackCors } from './debian/rack-cors.ts'
import { rails } from './debian/rails.ts'
import { rsCors } from './debian/rs-cors.ts'
import { starlette } from './debian/starlette.ts'
import { tomcat } from './debian/tomcat.ts'
import { tornado } from './debian/tornado.ts'
import { varnish } from './debian/varnish.ts'
import { express } from './npm/express.ts'
import { fastify } from './npm/fastify.ts'
import { h3 } from './npm/h3.ts'
import { hapi } from './npm/hapi.ts'
import { hono } from './npm/hono.ts'
import { koa } from './npm/koa.ts'
import { nestjs } from './npm/nestjs.ts'
import { nitro } from './npm/nitro.ts'
import { nodeHttp } from './npm/node-http.ts'
import { socketIo } from './npm/socket-io.ts'
import { vite } from './npm/vite.ts'
import { webpackDevServer } from './npm/webpack-dev-server.ts'
import type { RealStack } from './types.ts'

/** Every stack that runs on a machine with Node and Debian's packages, in the order of `src/stacks`. */
export const realStacks: readonly RealStack[] = [
  fastify,
  express,
  nestjs,
  koa,
  hapi,
  hono,
  h3,
  nitro,
  socketIo,
  vite,
  webpackDevServer,
  starlette,
  flask,
  django,
  aiohttp,
  tornado,
  tomcat,
  jetty,
  rsCors,
  gorilla,
  gin,
  php,
  rails,
  rackCors,
  plack,
  nginx,
  apache,
  caddy,
  haproxy,
  lighttpd,
  varnish,
  nodeHttp,
]
