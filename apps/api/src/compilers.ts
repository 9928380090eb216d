import fastJson from 'fast-json-stringify'
import type {
  FastifySchemaCompiler,
  FastifySerializerCompiler,
  FastifyServerOptions,
} from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'

/**
 * Validates requests. Bodies are taken strictly: a number is no title, an unknown key no typo. What
 * comes in a URL is text, and its numbers are read first.
 */
const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = (value: unknown) => {
    const validator = validatorOf(schema)
    return validator.Check(value) ? { value } : { error: validator.Errors(value)[1] }
  }
  return httpPart === 'body' ? check : (value: object) => check(withNumbers(schema, value))
}

/** Writes answers, and leaves out what their schema does not have. */
const serializerCompiler: FastifySerializerCompiler<TSchema> =
  ({ schema }) =>
  (data) =>
    serializerOf(schema)(data)

/** What Fastify compiles the schemas of routes with; its types know Ajv alone. */
export const compilers = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<
  NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']
>

const validatorOf = oncePerSchema((schema) => Compile(schema))
const serializerOf = oncePerSchema((schema) => fastJson(schema) as (data: unknown) => string)

/**
 * A schema is compiled when it is first needed, and once: routes share theirs, and most processes
 * never write most kinds of answers. A test compiles all.
 */
function oncePerSchema<T>(compile: (schema: TSchema) => T): (schema: TSchema) => T {
  const compiled = new WeakMap<TSchema, T>()
  return (schema) => {
    const known = compiled.get(schema)
    if (known !== undefined) return known
    const made = compile(schema)
    compiled.set(schema, made)
    return made
  }
}

/** What arrived as text, with numbers where the schema has them; NaN is none, and is refused. */
function withNumbers(schema: TSchema, value: object): object {
  const { properties } = schema as { properties?: Record<string, { type?: string }> }
  const values = value as Record<string, unknown>
  for (const [name, text] of Object.entries(values)) {
    if (properties?.[name]?.type === 'number' && typeof text === 'string') {
      values[name] = Number(text)
    }
  }
  return value
}
