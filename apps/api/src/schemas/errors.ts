import { Type, type Static } from 'typebox'

/** The body of every response with a status of 400 or more, except `GET /readyz`. */
export const ErrorResponse = Type.Object(
  {
    statusCode: Type.Integer(),
    code: Type.String({ description: 'A stable name for programs.' }),
    message: Type.String({ description: 'A sentence for people.' }),
    requestId: Type.String({
      description: 'The X-Request-Id of this response; the log has it too.',
    }),
  },
  {
    examples: [
      {
        statusCode: 404,
        code: 'ITEM_NOT_FOUND',
        message: 'Item 7 does not exist. It may have been deleted.',
        requestId: '2b0d7b3d-6a2f-4c43-9a77-2a5b1d0f6f0e',
      },
    ],
  },
)
export type ErrorResponse = Static<typeof ErrorResponse>

/** Error responses for the `response` schema of a route. */
export const errorResponses = { '4xx': ErrorResponse, '5xx': ErrorResponse }
