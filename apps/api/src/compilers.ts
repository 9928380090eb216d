import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import fastJson from 'fast-json-stringify'
import type {
  FastifySchemaCompiler,
  FastifySerializerCompiler,
  FastifyServerOptions,
} from 'fastify'
import type { TSchema } from 'typebox'

/** Validates strictly: a number is no title, an unknown key no typo. */
const validatorCompiler: FastifySchemaCompiler<TSchema> = (route) => {
  const validator = whenNeeded(() => TypeBoxValidatorCompiler(route))
  return (value) => validator()(value)
}

/** Writes answers, and leaves out what their schema does not have. */
const serializerCompiler: FastifySerializerCompiler<TSchema> = ({ schema }) => {
  const serializer = whenNeeded(() => fastJson(schema) as (data: unknown) => string)
  return (data) => serializer()(data)
}

/**
 * What Fastify compiles the schemas of routes with; its types know Ajv alone. A schema is compiled
 * when it is first needed: most processes never write most kinds of answers. A test compiles all.
 */
export const compilers = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<
  NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']
>

function whenNeeded<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
