import type { Settings } from '../types.ts'

/** The settings of an HTTP API of Amazon API Gateway, with whatever it is deployed. */
export const httpApiSettings: Settings = {
  origins: 'AllowOrigins',
  credentials: 'AllowCredentials: true',
  methods: 'AllowMethods',
  requestHeaders: 'AllowHeaders',
  exposedHeaders: 'ExposeHeaders',
  maxAge: 'MaxAge',
}
