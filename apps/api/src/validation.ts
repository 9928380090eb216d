import { AjvCompiler, type BuildCompilerFromPool } from '@fastify/ajv-compiler'
import type { FastifySchemaValidationError } from 'fastify'

const formats = { 'visible-text': isVisibleText }

/**
 * Validates as Fastify does, except that a JSON body is not coerced and no property is removed:
 * `{"title": 5}` is an error. Text in a URL has to be coerced, and Fastify has one Ajv configuration
 * for all parts of a request, so there are two compilers.
 */
const buildValidator: BuildCompilerFromPool = (schemas, options) => {
  const build = (coerceTypes: false | 'array') =>
    AjvCompiler()(schemas, {
      ...options,
      customOptions: { ...options?.customOptions, coerceTypes, removeAdditional: false, formats },
    } as typeof options)
  const compileBody = build(false)
  const compileOther = build('array')
  // Fastify passes the route's definition, with the schema in it.
  return (route) =>
    (route as { httpPart?: string }).httpPart === 'body' ? compileBody(route) : compileOther(route)
}

export const schemaController = { compilersFactory: { buildValidator } }

const reasons: Record<string, string> = {
  'visible-text':
    'needs at least one visible character, and no NUL character or unpaired surrogate',
}

/** Returns the error for a request that does not match its schema. */
export function schemaErrorFormatter(
  errors: FastifySchemaValidationError[],
  httpPart: string,
): Error {
  const messages = errors.map(({ instancePath, message = 'is invalid', params }) => {
    const reason = reasons[String(params['format'])] ?? message
    return `${httpPart}${instancePath} ${reason}`
  })
  return new Error(messages.join(', '))
}

/**
 * Returns whether a text can be stored and is visible. UTF-8 cannot encode an unpaired surrogate,
 * SQLite ends a text at NUL, and a text of zero-width characters looks empty.
 */
function isVisibleText(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text) && visible.test(text)
}
const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u
