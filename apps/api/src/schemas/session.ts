import { Type, type Static } from 'typebox'

export const Credentials = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, format: 'visible-text' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  {
    additionalProperties: false,
    examples: [{ name: 'ada', password: 'correct horse battery staple' }],
  },
)
export type Credentials = Static<typeof Credentials>

export const Session = Type.Object(
  { user: Type.Union([Type.Object({ name: Type.String() }), Type.Null()]) },
  { examples: [{ user: { name: 'ada' } }] },
)
export type Session = Static<typeof Session>
