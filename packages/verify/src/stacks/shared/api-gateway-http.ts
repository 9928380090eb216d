import type { Settings } from '../types.ts'

/** The settings of an HTTP API of Amazon API Gateway, for every tool that deploys it. */
export const httpApiSettings: Settings = {
  origins: 'AllowOrigins',
  credentials: 'AllowCredentials: true',
  methods: 'AllowMethods',
  requestHeaders: 'AllowHeaders',
  exposedHeaders: 'ExposeHeaders',
  maxAge: 'MaxAge',
}
