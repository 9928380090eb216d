import { aiohttp } from './aiohttp.ts'
import { apache } from './apache.ts'
import { aspnetCore } from './aspnet-core.ts'
import { awsApiGatewayHttp } from './aws-api-gateway-http.ts'
import { awsApiGatewayRest } from './aws-api-gateway-rest.ts'
import { awsSamRest } from './aws-sam-rest.ts'
import { awsSam } from './aws-sam.ts'
import { caddy } from './caddy.ts'
import { cloudflareWorkers } from './cloudflare-workers.ts'
import { cloudfront } from './cloudfront.ts'
import { django } from './django.ts'
import { envoy } from './envoy.ts'
import { express } from './express.ts'
import { fastify } from './fastify.ts'
import { flask } from './flask.ts'
import { gin } from './gin.ts'
import { googleCloudStorage } from './google-cloud-storage.ts'
import { gorilla } from './gorilla.ts'
import { h3 } from './h3.ts'
import { hapi } from './hapi.ts'
import { haproxy } from './haproxy.ts'
import { hono } from './hono.ts'
import { ingressNginx } from './ingress-nginx.ts'
import { jetty } from './jetty.ts'
import { jub0bsCors } from './jub0bs-cors.ts'
import { koa } from './koa.ts'
import { laravel } from './laravel.ts'
import { lighttpd } from './lighttpd.ts'
import { minio } from './minio.ts'
import { nestjs } from './nestjs.ts'
import { nginx } from './nginx.ts'
import { ngrok } from './ngrok.ts'
import { nitro } from './nitro.ts'
import { nodeHttp } from './node-http.ts'
import { oauth2Proxy } from './oauth2-proxy.ts'
import { php } from './php.ts'
import { plack } from './plack.ts'
import { rackCors } from './rack-cors.ts'
import { rails } from './rails.ts'
import { rsCors } from './rs-cors.ts'
import { s3 } from './s3.ts'
import { serverless } from './serverless.ts'
import { socketIo } from './socket-io.ts'
import { springMvc } from './spring-mvc.ts'
import { springSecurity } from './spring-security.ts'
import { starlette } from './starlette.ts'
import { tomcat } from './tomcat.ts'
import { tornado } from './tornado.ts'
import { traefik } from './traefik.ts'
import { varnish } from './varnish.ts'
import { vite } from './vite.ts'
import { webpackDevServer } from './webpack-dev-server.ts'
import type { Stack } from './types.ts'

/**
 * All stacks, those with the clearest marks first: if no stack is certain, the first possible one is shown.
 */
export const stacks: readonly Stack[] = [
  fastify,
  express,
  nestjs,
  koa,
  hapi,
  h3,
  hono,
  nitro,
  socketIo,
  vite,
  webpackDevServer,
  starlette,
  flask,
  django,
  aiohttp,
  tornado,
  springMvc,
  springSecurity,
  tomcat,
  jetty,
  aspnetCore,
  rsCors,
  gorilla,
  gin,
  jub0bsCors,
  laravel,
  php,
  rails,
  rackCors,
  plack,
  awsApiGatewayRest,
  awsApiGatewayHttp,
  awsSam,
  awsSamRest,
  serverless,
  s3,
  minio,
  cloudflareWorkers,
  googleCloudStorage,
  nginx,
  ingressNginx,
  apache,
  caddy,
  haproxy,
  lighttpd,
  varnish,
  traefik,
  envoy,
  cloudfront,
  oauth2Proxy,
  ngrok,
  // The last one: its mark is a default of every server on Node.
  nodeHttp,
]

/** Returns the stack with an id, case-insensitive. */
export function findStack(id: string): Stack | undefined {
  return stacks.find((stack) => stack.id === id.toLowerCase())
}
